/// How payloads written in old forms are read today.
///
/// Each step turns the payload of `name@n` into that of `name@n+1`; reading applies all of them in turn. Stored bytes
/// never change.
package struct Upcasters: Sendable {
    package typealias Step = @Sendable ([UInt8]) throws -> [UInt8]

    private var steps: [EventType: Step] = [:]

    package init() {}

    /// Adds the step from `type` to its next version; a later step for the same type replaces the earlier.
    package mutating func register(_ type: EventType, _ step: @escaping Step) { steps[type] = step }

    /// The payload in its newest form, and that form.
    ///
    /// Throws what a step throws.
    package func current(_ type: EventType, _ payload: [UInt8]) throws -> (type: EventType, payload: [UInt8]) {
        var (type, payload) = (type, payload)
        while let step = steps[type] {
            payload = try step(payload)
            type = type.next
        }
        return (type, payload)
    }

    func knows(_ type: EventType) -> Bool { steps[type] != nil }
}
