import Digests
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// What rooms tell, as often and as late as they like.
struct FactTests {
    @Test("A fact told twice is kept once, and acknowledged both times")
    func toldTwice() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let fact = control.envelope(
                .recordingStarted(RecordingStart(part: control.part(id, .programme, 2), firstFrame: control.clock())),
                sequence: 41)
            #expect(try await control.receive([fact], from: Service.hostRoom).acknowledged == 41)
            let (position, meeting) = (await control.position, try await control.meeting(id))
            #expect(try await control.receive([fact, fact], from: Service.hostRoom).acknowledged == 41)
            #expect(await control.position == position)
            #expect(try await control.meeting(id) == meeting)
        }
    }

    @Test("The words with which a room's process was lost are a short line with everything hidden written out")
    func lossWords() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let words = "no space\u{202e}left\n\u{1b}[31m\u{200b}" + String(repeating: "x", count: 270)
            try await control.tell(.childLost(ChildLoss(child: .capture, reason: words)))
            let reason = try #require(try await control.meeting(id)?.incidents.last?.loss.reason)
            #expect(
                reason.unicodeScalars.count <= Shown.audited && reason.hasPrefix(#"no space\u{202E}left"#), "\(reason)")
            let longer = RoomFact.childLost(ChildLoss(child: .capture, reason: words + words))
            await #expect(throws: Implausible.self) { try await control.tell(longer) }
            #expect(Line.unseen(in: reason) == nil && !reason.contains("\n") && !reason.contains("\u{1b}"))
        }
    }

    @Test("A fact told again after its room has got a meeting stays where it was kept")
    func toldBeforeAndAfter() async throws {
        try await Service().run { control in
            let fact = control.envelope(.childLost(ChildLoss(child: .capture, reason: "camera unplugged")))
            try await _ = control.receive([fact], from: Service.farRoom)
            let id = try await control.noticed()
            let position = await control.position
            try await _ = control.receive([fact], from: Service.farRoom)
            #expect(await control.position == position)
            #expect(try await control.meeting(id)?.incidents == [])
        }
    }

    @Test("The same part told under another sequence changes nothing in the recording")
    func samePartAgain() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let before = try await control.meeting(id)?.recordings
            let later = RecordingStart(
                part: control.part(id, .programme), firstFrame: control.clock().advanced(bySeconds: 99))
            let stage = try await control.meeting(id)?.stage
            try await control.tell(.recordingStarted(later))
            #expect(try await control.meeting(id)?.recordings == before)
            #expect(try await control.meeting(id)?.stage == stage)
        }
    }

    @Test("A room's fact about a meeting in which it has no part stays out of that meeting")
    func foreignMeeting() async throws {
        try await Service().run { control in
            let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
            let start = RecordingStart(part: control.part(id, .room), firstFrame: control.clock())
            try await control.tell(.recordingStarted(start), from: Service.farRoom)
            #expect(try await control.meeting(id)?.recordings.parts.isEmpty == true)
            #expect(try await control.uploadState(control.part(id, .room), of: Service.farRoom) == nil)
        }
    }

    @Test(
        "A moment of any year that was ever kept comes back from the journal", arguments: ["0001-01-01", "9999-12-31"])
    func farMoments(day: String) async throws {
        let service = try Service()
        let moment = try #require(Moment("\(day)T00:00:00Z"))
        let id = try await service.run { control in
            let id = try await control.live()
            var fact = control.envelope(.childLost(ChildLoss(child: .send, reason: "clock lost")))
            fact.occurredAt = moment
            let start = RecordingStart(part: control.part(id, .programme, .max), firstFrame: moment)
            var other = control.envelope(.recordingStarted(start))
            other.occurredAt = moment
            let events = [fact, other].map { MeetingEvent.fact(room: Service.hostRoom, fact: $0) }
            try await control.append(events, to: id, key: key(), at: moment)
            return id
        }
        let meeting = try await service.run { try await $0.meeting(id) }
        #expect(meeting?.incidents.map(\.at) == [moment])
        #expect(meeting?.recordings.parts.values.contains { $0.firstFrame == moment } == true)
    }

    @Test(
        "A fact of a time far from the service's is refused and changes nothing",
        arguments: ["0000-01-01", "9999-12-31", "2019-12-31", "2026-11-21"])
    func implausibleTime(day: String) async throws {
        let far = try #require(Moment("\(day)T00:00:00Z"))
        try await Service().run { control in
            let id = try await control.live()
            let position = await control.position
            var late = control.envelope(.childLost(ChildLoss(child: .send, reason: "x")))
            late.occurredAt = far
            let part = control.part(id, .programme, 2)
            let end = RecordingEnd(
                part: control.part(id, .programme), lastFrame: far, frames: 1, bytes: 1,
                sha256: ContentHash(digest: repeatElement(1, count: 32)), cause: .ordered)
            let facts: [RoomFact] = [
                .recordingStarted(RecordingStart(part: part, firstFrame: far)), .recordingEnded(end),
                .shown(Showing(surface: .programme, page: nil, since: far)),
                .screenTaken(
                    ScreenPicture(number: 1, sha256: ContentHash(digest: repeatElement(1, count: 32)), taken: far)),
            ]
            for fact in [late] + facts.map({ control.envelope($0) }) {
                let fault = await #expect(throws: Implausible.self) {
                    try await control.receive([fact], from: Service.hostRoom)
                }
                #expect(fault?.english.contains("found \(far); allowed: 2020-01-01") == true)
            }
            #expect(await control.position == position)
        }
    }

    @Test("Impossible numbers and addresses are refused, named with what is allowed")
    func implausibleNumbers() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let hash = ContentHash(digest: repeatElement(1, count: 32))
            let (part, port) = (control.part(id, .programme), Endpoint(host: "127.0.0.1", port: 9))
            let end = { (frames: Int, bytes: Int64) in
                RoomFact.recordingEnded(
                    RecordingEnd(
                        part: part, lastFrame: control.clock(), frames: frames, bytes: bytes, sha256: hash,
                        cause: .died))
            }
            let facts: [(RoomFact, String)] =
                [
                    (end(-1, 1), "frames"), (end(.max, 1), "frames"), (end(1, .max), "bytes"), (end(1, -1), "bytes"),
                    (.probed(ProbeReport(number: .max, measures: [])), "number"),
                    (
                        .probed(ProbeReport(number: 1, measures: [.init(kind: .motion, value: 1e300, least: 0)])),
                        "motion.value"
                    ),
                    (.screenTaken(ScreenPicture(number: -1, sha256: hash, taken: control.clock())), "number"),
                    (.childLost(ChildLoss(child: .send, reason: String(repeating: "x", count: 301))), "reason"),
                    (.opened(Opening(programmeReturn: Endpoint(host: "a b", port: 9))), "programmeReturn"),
                    (.opened(Opening(programmeReturn: Endpoint(host: "-x", port: 9))), "programmeReturn"),
                    (
                        .opened(Opening(programmeReturn: port, sites: [Service.farRoom: Endpoint(host: "a", port: 0)])),
                        "sites."
                    ),
                ]
                + [0, -1, 10_000, Int.max, Int.min].map { number in
                    let start = RecordingStart(part: control.part(id, .room, number), firstFrame: control.clock())
                    return (.recordingStarted(start), "part.number")
                }
            for (fact, path) in facts {
                let fault = await #expect(throws: Implausible.self) { try await control.tell(fact) }
                #expect(fault?.path.contains(path) == true && fault?.allowed.isEmpty == false, "\(fact)")
            }
            var lost = control.envelope(.opened(Opening(programmeReturn: port)), sequence: 1)
            lost.clockOffset = 1_795_000_000
            #expect(try await control.receive([lost], from: Service.hostRoom).acknowledged == 1, "a dead battery")
            lost.clockOffset = 1e10
            await #expect(throws: Implausible.self) { try await control.receive([lost], from: Service.hostRoom) }
            for sequence in [0, -1, Int64.max] {
                let fact = control.envelope(.opened(Opening(programmeReturn: port)), sequence: sequence)
                await #expect(throws: Implausible.self) { try await control.receive([fact], from: Service.hostRoom) }
            }
        }
    }

    @Test("A room learns a host's port when the host has told it, and forgets nothing over a restart")
    func openings() async throws {
        let service = try Service()
        let port = Endpoint(host: "127.0.0.1", port: 40_001)
        try await service.run { control in
            _ = try await control.live()
            #expect(await control.plansNow[Service.farRoom]?.send == nil)
            let opening = Opening(programmeReturn: port, sites: [Service.farRoom: port])
            try await control.tell(.opened(opening))
            #expect(await control.plansNow[Service.farRoom]?.send == port)
        }
        #expect(try await service.run { await $0.plansNow[Service.farRoom]?.send } == port)
    }

    @Test("A room reads the pages of its own plan, and no other file")
    func mayRead() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let far = try #require(try await control.meeting(id)?.materials(of: Service.far.id).first)
            let host = try #require(try await control.meeting(id)?.materials(of: Service.host.id).first)
            #expect(await control.mayRead(far.pages[0], room: Service.farRoom))
            #expect(await !control.mayRead(far.pages[1], room: Service.farRoom), "a page that is not shown")
            #expect(await !control.mayRead(far.file, room: Service.farRoom), "the PDF itself")
            #expect(await !control.mayRead(host.pages[0], room: Service.farRoom), "another office's page")
            #expect(await !control.mayRead(far.pages[0], room: Service.hostRoom), "not on air yet")
            let air = OnAirForm(materialsOf: Service.far.id, seen: 0)
            try await control.done(act("P09.3/air", .onAir(air)), on: id)
            #expect(await control.mayRead(far.pages[0], room: Service.hostRoom))
            let stranger = try #require(RoomID("kpp-ambon"))
            #expect(await !control.mayRead(far.pages[0], room: stranger))
        }
    }

    @Test("A picture of the screen counts only when the room handed that very picture in itself")
    func foreignPicture() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let picture = Data([0x89, 0x50, 0x4e, 0x47, 1])
            let page = try #require(try await control.meeting(id)?.materials(of: Service.far.id).first?.pages.first)
            let other = try control.blobs.store(Data([0x89, 0x50, 0x4e, 0x47, 2]))
            let hash = ContentHash(of: picture)
            try control.screens.take(picture, named: hash, by: Service.farRoom)
            for (named, room) in [(page, Service.farRoom), (other, Service.farRoom), (hash, Service.hostRoom)] {
                let taken = ScreenPicture(number: 1, sha256: named, taken: control.clock())
                let position = await control.position
                await #expect(throws: ScreenShelf.Refusal.notHandedIn(named)) {
                    try await control.tell(.screenTaken(taken), from: room)
                }
                #expect(await control.position == position)
            }
            let own = ScreenPicture(number: 1, sha256: hash, taken: control.clock())
            try await control.tell(.screenTaken(own), from: Service.farRoom)
        }
    }

    @Test("A picture that is no PNG, or not the one that was named, is not kept")
    func pictureMisfits() async throws {
        try await Service().run { control in
            let (png, other) = (Data([0x89, 0x50, 0x4e, 0x47]), ContentHash(of: Data("x".utf8)))
            for bytes in [Data("x".utf8), png] {
                #expect(throws: ScreenShelf.Refusal.self) {
                    try control.screens.take(bytes, named: other, by: Service.farRoom)
                }
            }
            let kept = try FileManager.default.contentsOfDirectory(atPath: "\(control.folder.path)/blobs")
            #expect(kept.isEmpty)
        }
    }

    @Test("A plan is told to the room at once, and again only when it says something else")
    func planStream() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            var plans = await control.plans(for: Service.farRoom).makeAsyncIterator()
            let first = try #require(await plans.next())
            #expect(first.capture == false)
            try await control.done(act("P02.5/prepare"), on: id)
            try await control.done(act("P06.1@kpp-jayapura"), on: id)
            try await control.done(act("P06.4@kpp-jayapura"), on: id)
            try await control.done(act("P06.6/prepare@kpp-jayapura"), on: id)
            let second = try #require(await plans.next())
            #expect(second.capture, "the acts in between said nothing new to this room")
            #expect(second.revision > first.revision)
        }
    }
}
