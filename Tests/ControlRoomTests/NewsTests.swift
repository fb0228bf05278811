import Foundation
import Journal
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// Pages hear of whatever changes, though nobody who changes something thinks of them.
@Suite(.timeLimit(.minutes(5)))
struct NewsTests {
    /// Waits for the news of a change; forgotten news are a test that does not end.
    private func hear(_ control: ControlRoom, _ change: () async throws -> Void) async throws {
        var changes = control.news.listen().makeAsyncIterator()
        // What everybody hears at the beginning.
        _ = await changes.next()
        try await change()
        #expect(await changes.next() != nil)
    }

    @Test("A picture of a room, and a machine that speaks for it")
    func rooms() async throws {
        try await Service().run { control in
            try await hear(control) { await control.receive(preview: Data([1]), from: Service.hostRoom) }
            try await hear(control) { _ = try await control.admit(nil, to: Service.farRoom, from: "127.0.0.1") }
        }
    }

    @Test("A person whom another process has changed, as soon as somebody is asked for")
    func people() async throws {
        try await Service().run { control in
            let person = Person(
                id: PersonID(at: control.clock()), name: "Sari", nip: nil,
                posts: [Post(role: .operatorRko, office: Service.host.id)])
            try await hear(control) {
                _ = try People.change(at: control.folder.people) { try $0.register.enrol(person) }
                _ = await control.accounts.caller(bearing: "x")
            }
        }
    }

    @Test("Each step of the service's own work")
    func work() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let fact = control.envelope(.childLost(ChildLoss(child: .preview, reason: "x")))
            let message = OutboxMessage(topic: "nothing", body: [1])
            try await control.append(
                [.fact(room: Service.hostRoom, fact: fact)], to: id, key: key(), at: control.clock(), outbox: [message])
            let entry = try #require(try await control.journal.outbox.undone().first { $0.topic == "nothing" })
            try await hear(control) { try await control.journal.outbox.begin(entry.id) }
            try await hear(control) {
                try await control.journal.outbox.setAside(entry.id, because: "x", at: control.clock())
            }
        }
    }
}
