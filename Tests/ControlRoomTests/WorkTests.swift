import BoundedProcess
import Digests
import Engine
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom
@testable import Journal

/// What the service does by itself: tried a stated number of times, set aside, shown, repeated by a person.
struct WorkTests {
    private static let remux = "remux"

    /// A message of the outbox with an event that says nothing to the meeting.
    private func order(_ message: OutboxMessage, _ id: MeetingID, at control: ControlRoom) async throws {
        let fact = control.envelope(.childLost(ChildLoss(child: .preview, reason: "x")))
        try await control.append(
            [.fact(room: Service.hostRoom, fact: fact)], to: id, key: key(), at: control.clock(), outbox: [message])
    }

    /// A check of a picture that nobody has handed in.
    private func missing(_ id: MeetingID) throws -> OutboxMessage {
        let nothing = ContentHash(digest: repeatElement(9, count: 32))
        let picture = ScreenPicture(number: 1, sha256: nothing, taken: Moment(microseconds: 0))
        return try ScreenCheckJob(meeting: id, room: Service.hostRoom, picture: picture, page: nothing).message
    }

    @Test("Work that fails is tried eight times, ever more patiently, and then set aside")
    func failing() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.noticed()
            try await order(missing(id), id, at: control)
            for attempt in 1...Outbox.mostAttempts {
                await control.workOffOutbox()
                let work = try #require(try await control.work().first)
                #expect(work.attempts == attempt && work.lastError?.isEmpty == false)
                #expect((work.setAside != nil) == (attempt == Outbox.mostAttempts))
                await control.workOffOutbox()
                #expect(try await control.work().first?.attempts == attempt, "it waits for its time")
                service.pass(301)
            }
            #expect(await control.workSetAside() == 1)
            await control.workOffOutbox()
            #expect(try await control.work().first?.attempts == Outbox.mostAttempts, "set aside is not tried")
        }
    }

    @Test("Work that stops the service each time is set aside at the start after the last attempt")
    func killing() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.noticed()
            try await order(missing(id), id, at: control)
        }
        for _ in 1...Outbox.mostAttempts {
            // What is on disk when the process dies in the middle of the work.
            try await service.run { control in
                let entry = try #require(try await control.journal.outbox.due(at: control.clock()).first)
                try await control.journal.outbox.begin(entry.id)
            }
        }
        try await service.run { control in
            await control.workOffOutbox()
            let work = try #require(try await control.work().first)
            #expect(work.setAside != nil && work.attempts == Outbox.mostAttempts)
            #expect(work.lastError?.contains("the service stopped meanwhile") == true)
        }
    }

    @Test("Work of a topic that nobody knows is set aside at once and holds up nothing")
    func unknown() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            try await order(OutboxMessage(topic: "mail", body: [1]), id, at: control)
            try await order(OutboxMessage(topic: Self.remux, body: Array("{}".utf8)), id, at: control)
            await control.workOffOutbox()
            let work = try await control.work()
            #expect(work.map { $0.setAside != nil } == [true, true])
            #expect(work.map(\.text).allSatisfy { $0 == "pekerjaan yang tidak dikenal" })
        }
    }

    @Test("A recording that is being joined holds up no check of a screen")
    func lanes() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let join = RemuxJob(meeting: id, room: Service.hostRoom, track: .programme)
            try await order(join.message, id, at: control)
            try await order(check(number: 1, of: "red", id, at: control).message, id, at: control)
            await control.occupy(Self.remux)
            await control.workOffOutbox()
            #expect(try await control.work().map(\.topic) == [Self.remux])
            #expect(try await control.meeting(id)?.screenProof.checks[Service.hostRoom]?.count == 1)
            #expect(try await control.work().first?.attempts == 0)
        }
    }

    @Test("Two pictures under one number are two checks, and the lane goes on")
    func twoPicturesOneNumber() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            for colour in ["red", "blue"] {
                try await order(check(number: 1, of: colour, id, at: control).message, id, at: control)
            }
            try await order(check(number: 2, of: "red", id, at: control).message, id, at: control)
            await control.workOffOutbox()
            #expect(try await control.work().isEmpty)
            let checks = try #require(try await control.meeting(id)?.screenProof.checks[Service.hostRoom])
            #expect(checks.map(\.picture.number) == [1, 1, 2])
            #expect(Set(checks.map(\.picture.sha256)).count == 2)
        }
    }

    @Test("A person has work tried again, and the audit says who")
    func again() async throws {
        let service = try Service()
        try await service.run { control in
            let id = try await control.noticed()
            try await order(OutboxMessage(topic: "mail", body: [1]), id, at: control)
            await control.workOffOutbox()
            let work = try #require(try await control.work().first)
            let back = try #require(try await control.retryWork(work.id, by: Service.everybody))
            #expect(back.setAside == nil && back.attempts == 0)
            #expect(try await control.retryWork(work.id, by: Service.everybody) == nil, "it is in its lane already")
            await control.workOffOutbox()
            #expect(try await control.retryWork(work.id, by: Service.everybody) != nil, "a second time, another entry")
            let kept = try await control.journal.events(of: EventCodec.work).map {
                try JSONDecoder().decode(WorkRetry.self, from: Data($0.payload))
            }
            #expect(kept.map(\.name) == ["Sari", "Sari"] && kept.allSatisfy { $0.work == work.id })
            #expect(try await control.retryWork(999, by: Service.everybody) == nil)
        }
    }

    /// A picture of one colour, and a page that both checks hold it against.
    private func check(
        number: Int, of colour: String, _ id: MeetingID, at control: ControlRoom
    ) async throws -> ScreenCheckJob {
        func picture(_ colour: String) async throws -> ContentHash {
            let output = try await Program.ffmpeg.run(
                [
                    "-v", "error", "-f", "lavfi", "-i", "color=\(colour):size=320x180", "-frames:v", "1", "-c:v", "png",
                    "-f", "image2pipe", "-",
                ], within: .document)
            return try control.blobs.store(Data(output.standardOutput))
        }
        let (screen, page) = (try await picture(colour), try await picture("red"))
        return ScreenCheckJob(
            meeting: id, room: Service.hostRoom,
            picture: ScreenPicture(number: number, sha256: screen, taken: control.clock()), page: page)
    }
}

extension ControlRoom {
    /// As if a job of the topic were under way.
    func occupy(_ topic: String) { lanes[topic] = .atWork }
}
