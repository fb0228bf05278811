import ControlRoom
import Foundation
import NIOCore
import Offices
import Testing

@testable import Console

/// The memory that bodies take together.
struct BodyMemoryTests {
    @Test("Each share is full by itself, and what a request held is given back at its end")
    func shares() async throws {
        var shares = BodyShares()
        (shares.people, shares.guests) = (100, 10)
        let memory = BodyMemory(shares)
        try await BodyLease.hold(in: memory, for: nil) {
            try BodyLease.ofRequest?.take(10)
            #expect(throws: Rejection.bodiesFull) { try BodyLease.ofRequest?.take(1) }
            #expect(memory.held(.guests) == 10)
            try await BodyLease.hold(in: memory, for: .person(PersonID(at: Moment(microseconds: 1)))) {
                try BodyLease.ofRequest?.take(100)
                #expect((memory.held(.people), memory.held(.guests)) == (100, 10))
            }
        }
        await #expect(throws: Rejection.tooSlow) {
            try await BodyLease.hold(in: memory, for: nil) {
                try BodyLease.ofRequest?.take(10)
                throw Rejection.tooSlow
            }
        }
        #expect((memory.held(.people), memory.held(.guests)) == (0, 0))
    }

    @Test("Bodies beyond the memory are told to come again; a room's are taken all the while, and so are later ones")
    func overHTTP() async throws {
        var shares = BodyShares()
        shares.people = 70_000
        try await House.serve(bodies: shares) { house, port in
            let head = { (path: String, bearer: String, length: Int) in
                """
                POST \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(bearer)\r\n\
                Content-Type: application/json\r\nContent-Length: \(length)\r\n\r\n
                """
            }
            let token = try house.token()
            // Two thirds of each come; whichever is read second does not fit beside the other.
            let senders = try (0..<2).map { _ in try RawConnection(port: port) }
            for sender in senders {
                sender.send(head("/api/files", token, 60_000) + String(repeating: "a", count: 40_000))
            }
            try await withThrowingTaskGroup(of: String.self) { group in
                for sender in senders { group.addTask { try await sender.hear(until: "}") } }
                let first = try #require(try await group.next())
                #expect(first.contains("HTTP/1.1 503") && first.contains("Retry-After: 5"), "\(first)")
                for sender in senders { sender.send(String(repeating: "a", count: 20_000)) }
                let second = try #require(try await group.next())
                #expect(second.contains("HTTP/1.1 422"), "it is no PDF, and came whole: \(second)")
            }
            let room = try RawConnection(port: port)
            room.send(head("/api/rooms/\(House.far.id)/facts", try house.secret(), 2) + "[]")
            #expect(try await room.hear(until: "\r\n\r\n").contains("HTTP/1.1 200"))
        }
    }
}
