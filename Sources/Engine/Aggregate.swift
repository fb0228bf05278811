package import Documents
package import Journal
package import Offices

/// What the journal can carry: a value that decides what may happen to it, and becomes what has happened.
///
/// `decide` is the only place that says no, and changes nothing; `evolve` takes facts and never refuses one or swallows an
/// error. Both are pure: what they need of the world comes in `Means`. A command says itself by whom it is (a person in a
/// post, a room, the service), since not everything that happens is done by a person.
package protocol Aggregate: Sendable {
    associatedtype ID: Hashable & Sendable
    associatedtype Event: Sendable
    associatedtype Command: Sendable
    associatedtype Refusal: Error

    /// The case that an id names, and with it the stream of its events.
    static func reference(_ id: ID) -> CaseReference
    /// The state of that id; `nil` when it is not in memory.
    static func find(_ id: ID, in docket: Docket) -> Self?
    /// What is thrown when there is none of that id.
    static func unknown(_ id: ID) -> any Error
    static func content(_ event: Event) -> Docket.Entry.Content
    /// How the journal keeps an event; `moment` dates what does not date itself.
    static func draft(_ event: Event, at moment: Moment) throws -> EventDraft

    func decide(_ command: Command, with means: Means) throws(Refusal) -> [Event]
    mutating func evolve(_ event: Event, by correspondence: Correspondence, at moment: Moment)
}
