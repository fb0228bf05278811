package import Digests
package import Offices
package import Procedures
package import RoomLink

/// One Rapat Langsung Jarak Jauh, from the Dirjen's decision to the end of its follow-up.
///
/// A value built by `evolve` from the meeting's events and nothing else. It owns what a meeting is; the order of its
/// steps belongs to `Proceedings`.
package struct Meeting: Hashable, Sendable {
    package let id: MeetingID
    /// The display number (`RLJJ-12`); never a key.
    package internal(set) var number = 0
    package internal(set) var stage = Stage.preparing
    package internal(set) var proceedings: Proceedings
    package internal(set) var decision: Decision?
    package internal(set) var decidedAt: Moment?
    /// When it was opened, or somebody last did something in it.
    package internal(set) var lastAct: Moment?
    /// Why the case was opened, when it was opened by another case (P01.14, P01.6b1).
    package internal(set) var openedOn: Ground?
    package internal(set) var openedAgenda: Line?
    package internal(set) var kind = MeetingKind.seriousAndUrgent
    package internal(set) var host: Site?
    package internal(set) var notice: Notice? { didSet { places = SiteIndex(notice?.invited ?? []) } }
    /// Where each invited office and room stands in the notice.
    private var places = SiteIndex([])
    /// Who gave the notice: the Operator RKO, or the LO or the Operator of the host (AC-051).
    package internal(set) var noticedBy: Actor?
    package internal(set) var materials: [Material] = []
    package internal(set) var attendance: [OfficeID: Attendance] = [:]
    /// The offices that the chair did not wait for, each with the reason (AC-073).
    package internal(set) var released: [OfficeID: Line] = [:]
    /// The Sekretariat/Direktorat whose materials were not waited for, each with the reason.
    package internal(set) var releasedDirectorates: [OfficeID: Line] = [:]
    /// What each site's own screen shows by order of its operator.
    package internal(set) var screens: [OfficeID: PageShown] = [:]
    package internal(set) var onAir = OnAir.sites
    /// How often the programme's main picture has changed, page turns on air included.
    package internal(set) var airChanges = 0
    package internal(set) var agreements: [Agreement] = []
    package internal(set) var nothingAgreed = false
    package internal(set) var display: Display?
    package internal(set) var unconfirmed: [OfficeID: Line] = [:]
    package internal(set) var probes = ProbeLedger()
    package internal(set) var recordings = RecordingLedger()
    package internal(set) var showings: [ShowingRecord] = []
    /// What each room's screen really showed of the agreements.
    package internal(set) var screenProof = ScreenProof()
    package internal(set) var incidents: [Incident] = []
    /// Machines that took another's place in a room, in mid-meeting.
    package internal(set) var replacements: [Replacement] = []
    /// What it lacked for a while though nobody ordered it.
    package internal(set) var disturbances = DisturbanceLog()
    package internal(set) var report: ReportFile?
    package internal(set) var deliveries: [OfficeID: Moment] = [:]
    package internal(set) var receipts: [OfficeID: Receipt] = [:]
    package internal(set) var followUps: [FollowUp] = []
    /// In the order in which they were begun.
    package internal(set) var papers: [Paper] = []

    /// A meeting before its first event.
    package init(id: MeetingID, procedures: Procedures, host: Office) {
        self.id = id
        let course = Course.meeting(hostedBy: host.kind) ?? .controlRoomMeeting
        proceedings = Proceedings(procedures: procedures.following(course), host: host)
    }

    /// How far the meeting itself has come.
    package enum Stage: Hashable, Sendable {
        /// From the decision until the recording begins.
        case preparing
        /// The Dirjen decided that no meeting is needed (P02.1b).
        case declined
        case live(since: Moment)
        /// The chair has ended it; the recording has not reported its last frame.
        case closing(since: Moment)
        case closed(since: Moment, at: Moment)
        /// The report has gone to the parties.
        case issued(since: Moment, at: Moment)

        package var began: Moment? {
            switch self {
            case .preparing, .declined: nil
            case .live(let since), .closing(let since), .closed(let since, _), .issued(let since, _): since
            }
        }

        package var ended: Moment? {
            switch self {
            case .preparing, .declined, .live, .closing: nil
            case .closed(_, let at), .issued(_, let at): at
            }
        }

        package var isLive: Bool { if case .live = self { true } else { false } }
    }

    /// What a room said that one of its pictures showed.
    package struct ShowingRecord: Hashable, Sendable {
        package let room: RoomID
        package let showing: Showing
    }

    /// A media process that died during the meeting.
    package struct Incident: Hashable, Sendable {
        package let room: RoomID
        package let loss: ChildLoss
        package let at: Moment
    }

    /// A machine that took another's place in a room during the meeting.
    package struct Replacement: Hashable, Sendable {
        package let room: RoomID
        package let change: MachineChange
    }

    /// A party's confirmation that it has the report (P09.5).
    package struct Receipt: Hashable, Sendable {
        package let by: Actor
        package let at: Moment
    }
}

extension Meeting {
    /// `RLJJ-12`.
    package var label: String { "RLJJ-\(number)" }

    /// Host first, then the invited offices in the order of the notice.
    package var sites: [Site] { (host.map { [$0] } ?? []) + (notice?.invited ?? []) }

    /// The sites that take part: all but those released and not there (AC-073, AC-090).
    package var present: [Site] { sites.filter { released[$0.office.id] == nil || screens[$0.office.id] != nil } }

    /// The sites that the programme composes: the host and the first of the others, as many as it can.
    package var onStage: [Site] { Array(present.prefix(Capacity.sitesOnStage)) }

    /// Everybody who takes part: the sites, and of the Sekretariat/Direktorat asked to attend those that did (AC-091).
    ///
    /// One for which something was agreed is a party, whatever was noted of it: it must be told what it owes.
    package var parties: [Office] {
        let present = Set(present.map(\.office.id)).union(agreements.map(\.current.responsible))
        return concerned.filter { present.contains($0.id) || room(seating: $0.id) != nil }
    }

    /// Those for whom something may be agreed: the sites, and every Sekretariat/Direktorat that was asked to attend.
    package var concerned: [Office] {
        let sites = present.map(\.office)
        return sites + (notice?.directorates ?? []).filter { office in !sites.contains { $0.id == office.id } }
    }

    /// Those who got the report; before its delivery those who are to get it (P09.4).
    package var delivered: [Office] { deliveries.isEmpty ? parties : known(Array(deliveries.keys)) }

    /// The office in whose room somebody sat for a Sekretariat/Direktorat that was asked to attend (A25).
    package func room(seating guest: OfficeID) -> OfficeID? {
        sites.map(\.office.id).first { site in
            attendance[site]?.guests?.contains { $0.office == guest } ?? false
        }
    }

    package func site(of office: OfficeID) -> Site? {
        if let host, host.office.id == office { return host }
        return places.offices[office].flatMap { notice?.invited[$0] }
    }

    package func site(in room: RoomID) -> Site? {
        if let host, host.room == room { return host }
        return places.rooms[room].flatMap { notice?.invited[$0] }
    }

    package var agenda: String { notice?.agenda.text ?? decision?.agenda.text ?? openedAgenda?.text ?? "" }

    /// The agreement of that number; `nil` when there is none.
    package func agreement(_ number: Int) -> Agreement? { agreements.first { $0.number == number } }

    /// The newest materials of one office, in the order of its sections and of those who handed them in.
    package func materials(of office: OfficeID) -> [Material] {
        var newest: [[String]: Material] = [:]
        for material in materials where material.office == office { newest[material.place] = material }
        return newest.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    /// The picture of the page that an office shows on its own screen.
    package func page(shownBy office: OfficeID) -> ContentHash? {
        screens[office].flatMap { shown in
            materials.last { $0.office == office && $0.file == shown.file }?.pages.numbered(shown.page)
        }
    }

    /// The picture that the programme has as its main picture; `nil` shows the sites alone.
    package var pageOnAir: ContentHash? {
        switch onAir {
        case .sites: nil
        case .materials(let office): page(shownBy: office)
        case .agreement(let number, let version): agreement(number)?.wordings.numbered(version)?.card
        case .agreements(let page): display?.pages.numbered(page)
        }
    }

    /// The host's programme has told that it shows what was put on air last; until then that is only ordered.
    package var isAirShown: Bool {
        let told = showings.last { $0.room == host?.room && $0.showing.surface == .programme }
        return told?.showing.page == pageOnAir
    }

    /// The room's screen was seen to show every page of agreements that has been on air.
    package func isScreenProven(_ room: RoomID) -> Bool {
        let pages = display?.pages.filter(screenProof.pagesShown.contains) ?? []
        return !pages.isEmpty && pages.allSatisfy { screenProof.proof(of: $0, in: room) != nil }
    }

    /// The pictures that prove a room's screen, page by page of the last display.
    package func screenPictures(_ room: RoomID) -> [ScreenPicture] {
        (display?.pages ?? []).compactMap { screenProof.proof(of: $0, in: room)?.picture }
    }

    /// The agreements shown at the end are the ones that stand now, wording by wording (AC-086).
    package var displayIsCurrent: Bool {
        guard let display else { return false }
        return agreements.isEmpty
            ? nothingAgreed && display.versions.isEmpty : display.versions == agreements.map(\.version)
    }
}
