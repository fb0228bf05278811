import BoundedProcess
import Digests
import Foundation
import Meetings
import Offices
import Procedures
import Reports
import RoomLink
import Testing

@testable import ControlRoom

/// A meeting that has ended, with real recordings as rooms write them.
struct RecordedMeeting {
    let control: ControlRoom
    let id: MeetingID
    /// When the programme's first part begins.
    let began: Moment
    private let film: Data

    /// Frames in each part, at 25 a second.
    static let frames = 50

    /// Begins a meeting whose programme and host's room are recorded as part 1.
    static func begin(_ control: ControlRoom, boot: BootID? = nil) async throws -> RecordedMeeting {
        let film = try await Scratch.folder { folder in
            let file = folder.appending(path: "film.mkv")
            _ = try await Program.ffmpeg.run(
                [
                    "-v", "error", "-f", "lavfi", "-i", "testsrc=s=160x90:r=25:d=2", "-c:v", "libx264", "-preset",
                    "ultrafast", "-tune", "zerolatency", "-g", "12", "file:\(file.path)",
                ], within: .document)
            return try Data(contentsOf: file)
        }
        let id = try await control.live(boot: boot)
        let began = try #require(await control.meeting(id)?.stage.began)
        // Each look at the clock is a millisecond: what the tests tell of this meeting must not lie ahead of it.
        while control.clock() < began.advanced(bySeconds: 60) {}
        return RecordedMeeting(control: control, id: id, began: began, film: film)
    }

    private var hash: ContentHash { ContentHash(of: film) }

    /// The agreements, each noted so many seconds after the first frame; the chair ends the meeting.
    func close(agreeing seconds: [Double] = []) async throws {
        let now = control.clock()
        try Samples.layBlobs(3, 4, in: control.folder)
        let noted = try seconds.enumerated().map { index, second in
            ActContent.noted(
                number: index + 1,
                wording: Agreement.Wording(
                    text: try #require(Passage("Berkas \(index + 1) diselesaikan")), responsible: Service.far.id,
                    due: try #require(CivilDay("2026-12-01")), notedAt: began.advanced(bySeconds: second),
                    card: Samples.blob(3)))
        }
        let display = Display(versions: noted.map { _ in 1 }, pages: [Samples.blob(4)], at: now)
        let agreed = noted.isEmpty ? [(ConductAct.nothingAgreed, ActContent.nothingAgreed)] : noted.map { (.note, $0) }
        let acts =
            agreed + [(.displayAgreements, .listed(display: display, seen: 0)), (.close, .closing(unconfirmed: [:]))]
        let events = acts.map { act, content in
            let role: Role = act == .close ? .dirjen : .operatorRko
            let actor = Actor(
                id: Service.official(role).id, name: "Sari", role: role,
                office: role == .dirjen ? .kantorPusat : Service.host.id)
            return MeetingEvent.act(key: ActKey(act.reference(in: .p09)), by: actor, content: content)
        }
        try await control.append(events, to: id, key: ControlRoomTests.key(), at: now)
    }

    func start(_ track: Track, _ number: Int, after seconds: Double, boot: BootID? = nil) async throws {
        let start = RecordingStart(
            part: control.part(id, track, number, boot), firstFrame: began.advanced(bySeconds: seconds))
        try await control.tell(.recordingStarted(start))
    }

    func end(
        _ track: Track, _ number: Int, after seconds: Double, _ cause: RecordingEnd.Cause = .died,
        isEmpty: Bool = false, boot: BootID? = nil
    ) async throws {
        let end = RecordingEnd(
            part: control.part(id, track, number, boot), lastFrame: began.advanced(bySeconds: seconds),
            frames: isEmpty ? 2 : Self.frames, bytes: isEmpty ? 0 : Int64(film.count),
            sha256: isEmpty ? ContentHash(of: Data()) : hash, cause: cause)
        try await control.tell(.recordingEnded(end))
    }

    func upload(_ track: Track, _ number: Int, boot: BootID? = nil) async throws {
        let part = control.part(id, track, number, boot)
        try await control.take(film, index: 0, sha256: hash, part, of: Service.hostRoom)
        let state = try await control.seal(
            UploadSeal(bytes: Int64(film.count), sha256: hash), part, of: Service.hostRoom)
        #expect(state.complete)
    }

    func giveUp(
        _ track: Track, _ part: Int? = nil, by person: Person = Service.everybody
    ) async throws -> Meeting {
        let form = GivingUp(room: Service.hostRoom, track: track, part: part, reason: try line("ruang mati listrik"))
        return try await control.giveUp(
            form, on: id, by: person, key: key(), bytes: Array(JSONEncoder().encode(form)))
    }

    func original(_ track: Track, _ number: Int) -> String {
        control.intake.original(Service.hostRoom, control.part(id, track, number))
    }

    /// The report as it is printed.
    func report() async throws -> (meeting: Meeting, print: Printed) {
        let meeting = try await control.done(act("P09.4/write"), on: id)
        let path = control.folder.blob(try #require(meeting.report?.pdf))
        return (meeting, Printed(text: try await Program.pdftotext.run(["-enc", "UTF-8", path, "-"]).text))
    }

    /// What a paper says, wherever its lines are broken.
    struct Printed: CustomStringConvertible {
        let text: String

        func says(_ words: String) -> Bool { Self.bare(text).contains(Self.bare(words)) }

        var description: String { text }

        private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "-" } }
    }

    /// What is in the joined programme.
    func programme(of meeting: Meeting) async throws -> RecordingProbe {
        let path = try #require(RecordingShelf(control.folder).path(Service.hostRoom, .programme, of: meeting))
        return try await RecordingProbe.probe(URL(fileURLWithPath: path))
    }

    func evidence(of meeting: Meeting) async throws -> String {
        try await EvidenceDesk(folder: control.folder, journal: control.journal, shelf: control.desk.recordings).build(
            meeting, at: control.clock())
    }
}
