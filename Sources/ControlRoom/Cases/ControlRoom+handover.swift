import Cases
import Documents
import Engine
import Journal
import Meetings
package import Offices
import Procedures

extension ControlRoom {
    /// Opens the meetings that cases call for and that an earlier program had not opened when it ended.
    func handOverAll() async throws {
        let handover = Handover(directory: directory, procedures: procedures, switches: policy.stance)
        let docket = docket
        for id in docket.cases.keys {
            if let command = handover.command(for: id, in: docket) { try await engine.submit(command) }
        }
    }

    /// The meeting that a case brought; `nil` while it has brought none (AC-037).
    package func meeting(openedBy id: CaseID) -> MeetingID? { docket.counts.origins[id] }
}

/// Where one case opens the next: a Surat Usulan the Dirjen's (P01.14 to P02.1), a decision of the head a meeting of
/// his own (P01.6b1 to P03.1).
struct Handover: Sendable {
    let directory: OfficeDirectory
    let procedures: Procedures
    let switches: PolicySwitches

    /// A head who decides on a meeting needs a room to hold it in.
    static func check(_ key: ActKey, _ filing: Filing, of known: Case, in directory: OfficeDirectory) throws {
        guard filing.branch?.description == Case.Handling.heads.rawValue, key.act.procedure == .p01,
            directory.room(of: known.opening.host.id) == nil
        else { return }
        throw CaseBeginningRefusal.noRoom(known.opening.host.id)
    }

    /// The meeting's case follows in the turn of the act that calls for it.
    @Sendable func follow(_ event: Docket.Entry.Content, of subject: CaseReference?, after docket: Docket) -> [Command]
    {
        guard case .other(.acted) = event, case .other(let id) = subject else { return [] }
        return command(for: id, in: docket).map { [$0] } ?? []
    }

    /// Opens the meeting's case that a case calls for, once; `nil` when it calls for none, or for one that there is.
    func command(for id: CaseID, in docket: Docket) -> Command? {
        guard let known = docket.caseOf(id), known.callsForMeeting, docket.counts.origins[id] == nil,
            let ground = ground(of: known), let host = host(for: known), let key = IdempotencyKey("handover:\(id)")
        else { return nil }
        let course = Course.meeting(hostedBy: host.office.kind) ?? .controlRoomMeeting
        let versions = procedures.following(course).versions
        return Command(key: key, request: Array(key.text.utf8), on: [.other(id)]) { docket, now in
            guard docket.counts.origins[id] == nil else { return nil }
            let opening = MeetingOpening(
                number: docket.counts.meetings + 1, host: host, versions: versions, switches: switches, ground: ground,
                agenda: known.opening.subject)
            return try Proposal([.opened(opening)], to: Meeting.self, MeetingID(at: now), at: now)
        }
    }

    private func host(for known: Case) -> Site? {
        let room =
            known.handling == .heads
            ? directory.room(of: known.opening.host.id) : directory.rooms.first { $0.office.kind == .rko }
        return room.map { Site(office: $0.office, room: $0.id) }
    }

    private func ground(of known: Case) -> Ground? {
        switch known.handling {
        case .heads:
            guard let paper = known.paper(.laporanMonitoring), let report = paper.newest?.draft else { return nil }
            let (number, date) = Self.identity(of: paper, in: known.opening.host.zone)
            return .report(
                Ground.Report(
                    title: report.subject, unit: known.opening.host.id, origin: known.id, number: number, date: date))
        case .dirjen where known.isProposed: return letter(of: known)
        default: return nil
        }
    }

    private func letter(of known: Case) -> Ground? {
        guard let letter = known.paper(.suratUsulanRljj), let registration = letter.registration,
            let paper = known.paper(.laporanMonitoring), let report = paper.newest?.draft,
            let number = Line("\(registration.number)"),
            let date = Line(known.opening.host.zone.date(registration.at))
        else { return nil }
        let its = Self.identity(of: paper, in: known.opening.host.zone)
        return .letter(
            Ground.Letter(
                number: number, date: date, proposer: known.opening.host.id, report: report.subject, origin: known.id,
                reportNumber: its.number, reportDate: its.date))
    }

    /// By what a paper is cited: its number, where it was registered, and the day on which it was signed.
    private static func identity(of paper: Document, in zone: Zone) -> (number: Line?, date: Line?) {
        let signed = paper.standing.last { $0.kind == .signature }?.at ?? paper.registration?.at
        return (paper.registration.flatMap { Line("\($0.number)") }, signed.flatMap { Line(zone.date($0)) })
    }
}
