import Digests
import Meetings
import Offices
import Procedures
import RoomLink
import Testing

/// How far a play has come.
enum Point: Int, CaseIterable, Comparable, CustomStringConvertible {
    case noticed, prepared, displayed, recording, live, opened, agreed, listed, proven, closing, closed, reported,
        issued

    static func < (left: Point, right: Point) -> Bool { left.rawValue < right.rawValue }

    var description: String {
        let names = [
            "noticed", "prepared", "displayed", "recording", "live", "opened", "agreed", "listed", "proven", "closing",
            "closed", "reported", "issued",
        ]
        return names[rawValue]
    }
}

extension Play {
    /// Goes on from the point before.
    mutating func reach(_ point: Point) throws {
        switch point {
        case .noticed: break
        case .prepared: try advance(to: .init(procedure: .p09, step: 1, name: "display"))
        case .displayed: try advance(to: ConductAct.recordVideo.reference(in: .p09))
        case .recording: try act("P09.3/record-video")
        case .live:
            tell(.recordingStarted(start(.programme)))
            for site in meeting.sites { tell(.recordingStarted(start(.room)), from: site.office) }
        case .opened: try act("P09.2/open")
        case .agreed: try act("P09.3/note", .noted(number: 1, wording: try wording("Berkas diselesaikan")))
        case .listed: try list(pages: [blob(201), blob(202)])
        case .proven: prove()
        case .closing: try act("P09.2/close", .closing(unconfirmed: [:]))
        case .closed: finishRecordings()
        case .reported: try act("P09.4/write", .reported(report: try report()))
        case .issued: try act("P09.4/deliver", .delivered(parties: meeting.parties.map(\.id)))
        }
    }

    func start(_ track: Track, _ number: Int = 1) -> RecordingStart {
        RecordingStart(part: RecordingPart(meeting: meeting.id, track: track, number: number), firstFrame: now)
    }

    func end(_ track: Track, _ number: Int = 1, cause: RecordingEnd.Cause = .ordered) -> RecordingEnd {
        RecordingEnd(
            part: RecordingPart(meeting: meeting.id, track: track, number: number), lastFrame: now, frames: 250,
            bytes: 1000, sha256: blob(9), cause: cause)
    }

    func wording(_ text: String, by office: Office = makassar) throws -> Agreement.Wording {
        Agreement.Wording(
            text: try passage(text), responsible: office.id, due: try #require(CivilDay("2026-12-01")), notedAt: now,
            card: blob(UInt8(100 + text.utf8.count % 50)))
    }

    mutating func list(pages: [ContentHash]) throws {
        let display = Display(versions: meeting.agreements.map(\.version), pages: pages, at: now)
        try act("P09.3/display", .listed(display: display, seen: meeting.airChanges))
    }

    /// Every page of the list is on air, and every room's screen shows it.
    mutating func prove() {
        for page in meeting.display?.pages ?? [] {
            tell(.shown(Showing(surface: .programme, page: page, since: now)))
            for site in meeting.sites { check(site, page: page, likeness: 0.99) }
        }
    }

    /// A picture of a room's screen that answers its newest order.
    mutating func check(_ site: Site, page: ContentHash, likeness: Double) {
        guard let order = meeting.screenProof.orders[site.room] else { return }
        let picture = ScreenPicture(number: order.number, sha256: blob(7), taken: now)
        take([.screenChecked(room: site.room, check: ScreenCheck(picture: picture, page: page, likeness: likeness))])
    }

    mutating func finishRecordings() {
        tell(.recordingEnded(end(.programme)))
        for site in meeting.sites { tell(.recordingEnded(end(.room)), from: site.office) }
        for key in meeting.recordings.outstanding {
            let part = RecordingPart(meeting: meeting.id, track: key.track, number: key.number)
            take([.stored(recording: StoredRecording(room: key.room, part: part, bytes: 1000, sha256: blob(9)))])
        }
    }

    func report() throws -> ReportFile {
        ReportFile(
            number: try line("LHR-1/RKO/2026"), pdf: blob(8), bytes: 100, versions: meeting.display?.versions ?? [],
            at: now)
    }
}
