package import Cases
import Documents
import Engine
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
        let edition = procedures.following(course)
        let (id, act) = (CaseID(at: clock()), ActKey(beginning.act))
        let filing = Filing(branch: beginning.branch, fields: beginning.fields ?? [:])
        let (register, enclosures) = (accounts.people.register, await files.check)
        let command = Command(key: key, request: bytes) { [policy] docket, now in
            let opening = CaseOpening(
                number: (docket.counts.cases[course] ?? 0) + 1, course: course, subject: beginning.subject, host: host,
                versions: edition.versions, switches: policy.stance)
            let draft = Case(id: id, opening: opening, procedures: edition)
            let actor = try person.actor(for: act, as: beginning.role, in: draft.proceedings, at: now)
            let event = try draft.decide(act, filing, by: actor, with: docket.means(register, at: now))
            try enclosures.check(filing, of: act.act, in: draft)
            return try Proposal([.opened(opening), event], to: Case.self, id, at: now)
        }
        try await engine.submit(command)
        guard let begun = try await journal.begun(by: key).flatMap({ EventCodec.caseID(of: $0) }) else {
            throw UnknownCase(id: id)
        }
        return try await known(begun)
    }

    /// Performs an act of a case, or refuses it with the step's reference; on disk when it returns.
    @discardableResult
    package func perform(
        _ request: CaseRequest, on id: CaseID, by person: Person, key: IdempotencyKey, bytes: [UInt8]
    ) async throws -> Case {
        let bytes = Self.request(bytes, on: .other(id))
        if try await journal.receipt(for: key, request: bytes) != nil { return try await known(id) }
        var actor = try actor(
            person, for: request.key, as: request.role, recording: request.order != nil,
            in: try await known(id).proceedings)
        if let order = request.order { actor = actor.recording(try vouched(order)) }
        let (filing, enclosures, directory) = (request.filing, await files.check, directory)
        try await engine.submit(
            Command(
                .perform(request.key, filing, by: actor, naming: request.assignees), to: Case.self, id,
                people: accounts.people.register, key: key, request: bytes,
                after: { known, _ in
                    try enclosures.check(filing, of: request.act, in: known)
                    try Handover.check(request.key, filing, of: known, in: directory)
                }))
        return try await known(id)
    }

    /// The oral order with the official's name as the register has it: nobody is named who does not hold the post, and no
    /// scan that was not handed in.
    func vouched(_ order: OralOrder) throws -> OralOrder {
        let official = order.official
        let holders = accounts.personsInForce().filter { person in
            person.posts.contains { $0.role == official.role && $0.office == official.office }
        }
        guard holders.contains(where: { $0.name == official.name.text }) else {
            throw CaseBeginningRefusal.noSuchOfficial(official.name.text, official.role, official.office)
        }
        if let scan = order.scan, !files.enclosures.holds(scan) { throw CaseBeginningRefusal.noScan(scan) }
        return order
    }
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
