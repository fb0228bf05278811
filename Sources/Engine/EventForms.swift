import Foundation
package import Journal

/// The forms of events that this program writes, and reads once the upcasters have brought older ones there.
///
/// A form is a name with its version, as it stands beside the event (`agreement.noted@2`). The version goes up when the
/// payload changes; what was written before stays in the journal as it is, and a step of the upcasters reads it.
package struct EventForms: Sendable {
    private let known: Set<EventType>

    package init(_ forms: some Sequence<String>) { known = Set(forms.compactMap { EventType($0) }) }

    /// What an event says; throws what this version of the program cannot read.
    package func read<Event: Decodable>(_ event: StoredEvent, as _: Event.Type) throws -> Event {
        guard known.contains(event.type) else {
            throw UnreadableEvent(
                "journal position \(event.position) holds \(event.type), which this version cannot read; run a newer one"
            )
        }
        return try JSONDecoder().decode(Event.self, from: Data(event.payload))
    }
}
