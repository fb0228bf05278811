package import Cases
import Documents
import Foundation
package import Journal
import Meetings
package import Offices
package import Procedures

extension ControlRoom {
    /// Opens a case with its first act; both are on disk when it returns, or neither is.
    package func begin(
        _ beginning: CaseBeginning, by person: Person, key: IdempotencyKey, bytes: [UInt8]
    ) async throws -> Case {
        guard let course = Course(opening: beginning.procedure), !course.isMeeting else {
            throw CaseBeginningRefusal.notACase(beginning.procedure)
        }
        guard let host = directory[beginning.office], host.kind == procedures[beginning.procedure]?.unit else {
            throw CaseBeginningRefusal.wrongOffice(beginning.office, beginning.procedure)
        }
        return try await alone {
            // The journal refuses the key when it was used for another request.
            if try await journal.receipt(for: key, request: bytes) != nil,
                let earlier = try await journal.begun(by: key).flatMap({ EventCodec.caseID(of: $0) })
            {
                return try await known(earlier)
            }
            let edition = procedures.following(course)
            let number = (docket.counts.cases[course] ?? 0) + 1
            let opening = CaseOpening(
                number: number, course: course, subject: beginning.subject, host: host, versions: edition.versions,
                switches: policy.stance)
            let draft = Case(id: CaseID(at: clock()), opening: opening, procedures: edition)
            let act = ActKey(beginning.act)
            let actor = try actor(person, for: act, as: beginning.role, in: draft.proceedings)
            let filing = Filing(branch: beginning.branch, fields: beginning.fields ?? [:])
            let event = try draft.decide(act, filing, by: actor, with: means)
            try checkEnclosures(filing, of: beginning.act, in: draft)
            try await append([.opened(opening), event], to: draft.id, key: key, request: bytes)
            return try await known(draft.id)
        }
    }

    /// Performs an act of a case, or refuses it with the step's reference; on disk when it returns.
    @discardableResult
    package func perform(
        _ request: CaseRequest, on id: CaseID, by person: Person, key: IdempotencyKey, bytes: [UInt8]
    ) async throws -> Case {
        let bytes = Self.request(bytes, on: .other(id))
        return try await alone {
            if try await journal.receipt(for: key, request: bytes) != nil { return try await known(id) }
            let known = try await known(id)
            var actor = try actor(
                person, for: request.key, as: request.role, recording: request.order != nil, in: known.proceedings)
            if let order = request.order { actor = actor.recording(try vouched(order)) }
            let decided = try known.decide(
                request.key, request.filing, by: actor, naming: request.assignees?.count ?? 0, with: means)
            try checkEnclosures(request.filing, of: request.act, in: known)
            try checkHandover(decided, of: known)
            let event = try assigning(request.assignees, decided, by: actor, in: known)
            try await append([event], to: id, key: key, request: bytes)
            try await handOver(id)
            return try await self.known(id)
        }
    }

    /// The act as it is kept: done by who was named for it, and naming who does what follows.
    private func assigning(
        _ named: [PersonID]?, _ event: CaseEvent, by actor: Actor, in known: Case
    ) throws(Case.Refusal) -> CaseEvent {
        guard case .acted(let act) = event else { return event }
        do throws(Proceedings.Refusal) {
            try checkAssignee(actor, act.key, known.proceedings)
            return .acted(act.naming(try assignees(named, by: act.key, in: known.proceedings)))
        } catch {
            throw .procedure(error)
        }
    }

    private var means: Case.Means {
        Case.Means(correspondence: correspondence, numbers: docket.counts.numbers, now: clock())
    }

    private func append(
        _ events: [CaseEvent], to id: CaseID, key: IdempotencyKey, request: [UInt8]
    ) async throws {
        let stream = EventCodec.stream(of: id)
        let drafts = try events.map { try EventCodec.draft($0, at: clock()) }
        try await append(drafts, to: stream, key: key, request: request)
        tellPages()
    }

    /// The oral order with the official's name as the register has it: nobody is named who does not hold the post, and no
    /// scan that was not handed in.
    func vouched(_ order: OralOrder) throws -> OralOrder {
        let official = order.official
        let holders = personsInForce().filter { person in
            person.posts.contains { $0.role == official.role && $0.office == official.office }
        }
        guard holders.contains(where: { $0.name == official.name.text }) else {
            throw CaseBeginningRefusal.noSuchOfficial(official.name.text, official.role, official.office)
        }
        if let scan = order.scan, !enclosures.holds(scan) { throw CaseBeginningRefusal.noScan(scan) }
        return order
    }
}

/// There is no case of that id.
package struct UnknownCase: Error, Hashable, Sendable {
    package let id: CaseID

    package init(id: CaseID) { self.id = id }
}

/// Why a case cannot begin, or an oral order cannot be recorded.
package enum CaseBeginningRefusal: Error, Hashable, Sendable {
    case notACase(ProcedureCode)
    case wrongOffice(OfficeID, ProcedureCode)
    case noSuchOfficial(String, Role, OfficeID)
    /// The hash of a scan that nobody handed in.
    case noScan(String)
    case noRoom(OfficeID)
    /// There is no Ruang Kendali Operasi in which the Dirjen could meet.
    case noControlRoom

    /// Indonesian, one line.
    package var message: String {
        switch self {
        case .notACase(let code):
            "\(code.rawValue) tidak dimulai sebagai perkara; yang dimulai: P01, P11, P12, P13, P14"
        case .wrongOffice(let office, let code): "\(code.rawValue) tidak dijalankan di \(office)"
        case .noSuchOfficial(let name, let role, let office): "\(name) bukan \(role.term) di \(office)"
        case .noScan(let hash): "pindaian \(hash.prefix(12))… belum diserahkan; kirim dahulu ke /api/files"
        case .noRoom(let office): "\(office) tidak mempunyai ruang RLJJ untuk menjadi tuan rumah"
        case .noControlRoom: "tidak ada ruang berjenis rko; tambahkan berkasnya pada folder ruangan"
        }
    }

    /// English, one line.
    package var english: String {
        switch self {
        case .notACase(let code): "\(code.rawValue) does not begin as a case; allowed: P01, P11, P12, P13, P14"
        case .wrongOffice(let office, let code): "\(code.rawValue) does not run in \(office)"
        case .noSuchOfficial(let name, let role, let office): "\(name) is not \(role.rawValue) in \(office)"
        case .noScan(let hash): "scan \(hash.prefix(12))… has not been handed in; send it to /api/files first"
        case .noRoom(let office): "\(office) has no room in which to host a meeting; add its room file"
        case .noControlRoom: "there is no room of kind rko; add its file to the rooms folder"
        }
    }
}
