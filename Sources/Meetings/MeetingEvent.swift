package import Digests
package import Offices
package import Procedures
package import RoomLink

/// Something that happened to a meeting; the journal keeps each for ever.
package enum MeetingEvent: Hashable, Sendable, Codable {
    /// A person performed an act of the procedures.
    case act(key: ActKey, by: Actor, content: ActContent)
    /// The officer of a room asked for a test of its devices (before P02.5 or P06.6 may be confirmed).
    case probeOrdered(office: OfficeID, number: Int)
    /// A room told something about this meeting.
    case fact(room: RoomID, fact: FactEnvelope)
    /// The host's recording has its first frame: the meeting is live.
    case live(at: Moment)
    /// The host's recording has its last frame: the meeting is closed.
    case closed(at: Moment)
    /// A recording's file is at the service, whole and with the hash that the room gave.
    case stored(recording: StoredRecording)
    /// The host's operator no longer waits for a recording's file; not from an official procedure.
    case givenUp(recording: GivenUpRecording)
    /// A picture of a room's screen was held against the page that should be on it.
    case screenChecked(room: RoomID, check: ScreenCheck)
    /// The case of the meeting begins; always the first event since it exists.
    case opened(MeetingOpening)
    /// The act before it in the same entry issued a paper, or a version of one.
    case paper(PaperIssue)
    /// Another machine speaks for a room than before, in mid-meeting; not from an official procedure.
    case replaced(room: RoomID, change: MachineChange)
    /// The act just kept names who does what follows (AC-018).
    case assigned(by: ActKey, to: [Assignee])

    /// The name under which the journal keeps it, and the version of what it holds.
    ///
    /// The name never changes once written. The version goes up when the payload changes, with a step in
    /// `EventCodec.upcasters` that reads the version before.
    package var form: String {
        switch self {
        case .act(_, _, let content): "act.\(content.form)"
        case .probeOrdered: "probe.ordered@1"
        case .fact: "room.fact@1"
        case .live: "meeting.live@1"
        case .closed: "meeting.closed@1"
        case .stored: "recording.stored@1"
        case .givenUp: "recording.given-up@1"
        case .screenChecked: "screen.checked@1"
        case .opened: "meeting.opened@1"
        case .paper: "meeting.paper@1"
        case .assigned: "meeting.assigned@1"
        case .replaced: "room.replaced@1"
        }
    }

    /// Every form that this version of the project writes and reads.
    package static let forms: Set<String> =
        Set(ActContent.forms.map { "act.\($0)" }).union([
            "probe.ordered@1", "room.fact@1", "meeting.live@1", "meeting.closed@1", "recording.stored@1",
            "recording.given-up@1",
            "screen.checked@1", "meeting.opened@1", "meeting.paper@1", "meeting.assigned@1", "room.replaced@1",
        ])
}

/// What an act brought, beyond being done.
package enum ActContent: Hashable, Sendable, Codable {
    /// Nothing: the act is assigning, reviewing, approving, receiving.
    case plain
    /// P02.1, with the meeting's display number and its host.
    case decided(decision: Decision, number: Int, host: Site)
    /// P02.3a.
    case noticed(notice: Notice)
    /// P02.3b: the proposer is told that no meeting is needed.
    case toldProposer(directorate: Office)
    /// P06.2: the sections asked for materials.
    case contacted(sections: [SectionID])
    /// P02.4, P06.5.
    case submitted(material: Material)
    /// P09.1: the first page on the site's own screen, and who sits there.
    case displayed(page: PageShown, attendance: Attendance)
    /// P09.1: another page on the site's own screen.
    case turned(from: Int, page: PageShown)
    /// P09.3: what the programme's main picture is; `seen` is the number of changes that the operator knew of.
    case aired(onAir: OnAir, seen: Int)
    /// P09.3: a new agreement.
    case noted(number: Int, wording: Agreement.Wording)
    /// P09.3: a new wording of an agreement that had `version` wordings.
    case corrected(number: Int, version: Int, wording: Agreement.Wording)
    /// P09.3: the explicit entry that nothing was agreed (AC-087).
    case nothingAgreed
    /// P09.3: all agreements put before all parties at the end.
    case listed(display: Display, seen: Int)
    /// P09.2: the end; rooms whose screens could not be confirmed, each with its reason.
    case closing(unconfirmed: [OfficeID: Line])
    /// P09.4: the Laporan Hasil Rapat.
    case reported(report: ReportFile)
    /// P09.4: sent to the parties.
    case delivered(parties: [OfficeID])
    /// P09.5.
    case followed(followUp: FollowUp)
    /// P09.1: the meeting does not wait for this office (AC-073).
    case releasedOffice(office: OfficeID, reason: Line)
    /// P02.4: the Operator RKO does not wait for the materials of this Sekretariat/Direktorat.
    case releasedDirectorate(office: OfficeID, reason: Line)
    /// P09.2: who attends for the office, as its head confirms it or puts it right (AC-079).
    case attended(office: OfficeID, line: AttendanceLine)
    /// P06.11: the LO does not wait for this section (AC-122).
    case releasedSection(section: SectionID, reason: Line)
    /// A reviewer gave the materials back (A22).
    case givenBack(remarks: Passage)

    /// What is kept of it, and the version of that.
    package var form: String {
        switch self {
        case .plain: "performed@1"
        case .decided: "decided@1"
        case .noticed: "noticed@1"
        case .toldProposer: "told-proposer@1"
        case .contacted: "contacted@1"
        case .submitted: "submitted@1"
        case .displayed: "displayed@1"
        case .turned: "turned@1"
        case .aired: "aired@1"
        case .noted: "noted@1"
        case .corrected: "corrected@1"
        case .nothingAgreed: "nothing-agreed@1"
        case .listed: "listed@1"
        case .closing: "closing@1"
        case .reported: "reported@1"
        case .delivered: "delivered@1"
        case .followed: "followed@1"
        case .releasedOffice: "released-office@1"
        case .releasedDirectorate: "released-directorate@1"
        case .attended: "attended@1"
        case .releasedSection: "released-section@1"
        case .givenBack: "given-back@1"
        }
    }

    package static let forms = [
        "performed@1", "decided@1", "noticed@1", "told-proposer@1", "contacted@1", "submitted@1", "displayed@1",
        "turned@1", "aired@1",
        "noted@1", "corrected@1", "nothing-agreed@1", "listed@1", "closing@1", "reported@1", "delivered@1",
        "followed@1",
        "released-office@1", "released-directorate@1", "attended@1", "released-section@1", "given-back@1",
    ]
}

/// The Laporan Hasil Rapat as it was written (P09.4).
package struct ReportFile: Hashable, Sendable, Codable {
    package var number: Line
    package var pdf: ContentHash
    package var bytes: Int64
    /// The version of each agreement that the report carries: those displayed (AC-088).
    package var versions: [Int]
    package var at: Moment
    /// The joined recordings that it names; `nil` in a report of the time before they were kept with it.
    package var recordings: [ReportedRecording]?
    /// What the operator wrote of the topics of the agenda; `nil` when nothing was written.
    package var discussion: [TopicSummary]?

    package init(
        number: Line, pdf: ContentHash, bytes: Int64, versions: [Int], at: Moment,
        recordings: [ReportedRecording]? = nil, discussion: [TopicSummary] = []
    ) {
        self.discussion = discussion.isEmpty ? nil : discussion
        (self.number, self.pdf, self.bytes, self.versions, self.at) = (number, pdf, bytes, versions, at)
        self.recordings = recordings
    }
}

/// What was said of one topic of the agenda, as the note-taking operator writes it into the report (P09.4).
///
/// No official text asks for it; readers of such reports look for it.
package struct TopicSummary: Hashable, Sendable, Codable {
    /// From 1, in the order of the agenda.
    package var topic: Int
    package var summary: Passage

    package init(topic: Int, summary: Passage) {
        (self.topic, self.summary) = (topic, summary)
    }
}

/// A recording as it was joined for the report: of which parts, and the file that came of it.
package struct ReportedRecording: Hashable, Sendable, Codable {
    package var room: RoomID
    package var track: Track
    /// The numbers of its parts, in their order.
    package var parts: [Int]
    /// The runs of the room's agent that began them, in the same order; `nil` when none is known.
    package var boots: [BootID?]?
    package var bytes: Int64
    package var sha256: ContentHash

    package init(room: RoomID, track: Track, parts: [PartName], bytes: Int64, sha256: ContentHash) {
        (self.room, self.track, self.bytes, self.sha256) = (room, track, bytes, sha256)
        self.parts = parts.map(\.number)
        boots = parts.allSatisfy { $0.boot == nil } ? nil : parts.map(\.boot)
    }

    /// The names of its parts, in their order.
    package var names: [PartName] {
        parts.enumerated().map { index, number in
            PartName(number: number, boot: (boots ?? []).indices.contains(index) ? boots?[index] : nil)
        }
    }
}

/// A recording's file that has arrived.
package struct StoredRecording: Hashable, Sendable, Codable {
    package var room: RoomID
    package var part: RecordingPart
    package var bytes: Int64
    package var sha256: ContentHash

    package init(room: RoomID, part: RecordingPart, bytes: Int64, sha256: ContentHash) {
        (self.room, self.part, self.bytes, self.sha256) = (room, part, bytes, sha256)
    }
}

/// A recording's file that the host's operator no longer waits for: its room died with it, or it was lost later.
///
/// No official procedure knows this act. A file that arrives all the same is kept, and ends it.
package struct GivenUpRecording: Hashable, Sendable, Codable {
    package var room: RoomID
    package var part: RecordingPart
    package var by: Actor
    package var reason: Line

    package init(room: RoomID, part: RecordingPart, by: Actor, reason: Line) {
        (self.room, self.part, self.by, self.reason) = (room, part, by, reason)
    }
}
