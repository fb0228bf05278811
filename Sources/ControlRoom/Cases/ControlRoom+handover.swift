import Cases
import Documents
import Journal
import Meetings
package import Offices
import Procedures

/// Where one case opens the next: a Surat Usulan the Dirjen's (P01.14 to P02.1), a decision of the head a meeting of
/// his own (P01.6b1 to P03.1).
extension ControlRoom {
    /// A head who decides on a meeting needs a room to hold it in.
    func checkHandover(_ event: CaseEvent, of known: Case) throws {
        guard case .acted(let act) = event, act.filing.branch?.description == Case.Handling.heads.rawValue,
            act.key.act.procedure == .p01, directory.room(of: known.opening.host.id) == nil
        else { return }
        throw CaseBeginningRefusal.noRoom(known.opening.host.id)
    }

    /// Opens the meeting's case that a case calls for, once; asked again after a restart, so none is lost between two
    /// entries of the journal.
    func handOver(_ id: CaseID) async throws {
        let known = try await known(id)
        guard known.callsForMeeting, docket.counts.origins[id] == nil, let ground = ground(of: known),
            let host = host(for: known),
            let key = IdempotencyKey("handover:\(id)")
        else { return }
        let course = Course.meeting(hostedBy: host.office.kind) ?? .controlRoomMeeting
        let opening = MeetingOpening(
            number: nextMeetingNumber, host: host, versions: procedures.following(course).versions,
            switches: policy.stance, ground: ground, agenda: known.opening.subject)
        try await append([.opened(opening)], to: MeetingID(at: clock()), key: key, at: clock())
        refreshPlans()
    }

    /// The meeting that a case brought; `nil` while it has brought none (AC-037).
    package func meeting(openedBy id: CaseID) -> MeetingID? { docket.counts.origins[id] }

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
