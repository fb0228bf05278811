import Calls
import Cases
import ControlRoom
import Engine
import Foundation
import Hummingbird
import Journal
import Offices

/// A request for one call, as far as it is proved by whom: its body is read when it is asked for, as what the call takes.
struct Asked<Body: Sendable>: Sendable {
    let request: Request
    let context: ConsoleContext
    /// The most bytes that the call takes.
    let largest: Int

    /// The person who asks, with a post in force, or a refusal.
    func person() throws(Rejection) -> Person { try context.person() }

    /// A path parameter parsed into its type.
    func parameter<Value: LosslessStringConvertible>(_ name: String, _ type: Value.Type) throws(Rejection) -> Value {
        try context.parameter(name, type)
    }

    /// The client's idempotency key, made the person's own.
    func key(of person: Person) throws(Rejection) -> IdempotencyKey { try request.key(of: person) }
}

extension Asked where Body: Decodable {
    /// The form that the call takes.
    func form() async throws -> Body { try await request.form(Body.self, atMost: largest).form }

    /// The form of an act, with the bytes that it came as; one that is no act leaves its entry.
    func act(
        on subject: CaseReference?, by person: Person, key: IdempotencyKey, at control: ControlRoom
    ) async throws -> (form: Body, bytes: [UInt8]) {
        try await request.act(Body.self, on: subject, by: person, key: key, at: control)
    }
}

extension Asked where Body == File {
    /// The file that the call takes.
    func bytes() async throws -> Data { try await request.bytes(atMost: largest) }
}
