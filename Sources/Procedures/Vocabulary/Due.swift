/// A time limit that the official text sets for an act.
package struct Due: Hashable, Sendable, Codable {
    /// The act whose time starts the clock.
    package let from: ActReference
    package let limit: Limit

    package init(from: ActReference, limit: Limit) { (self.from, self.limit) = (from, limit) }

    /// How long; counted in the calendar of the office that does the act.
    package enum Limit: Hashable, Sendable, Codable {
        /// Within the same contact with the person who asks (P12).
        case sameContact
        /// Inside working hours only (P13).
        case workingHours(Int)
        /// To the end of that working day after the start (P11).
        case workingDays(Int)
        /// At once, without a figure (P14.15).
        case atOnce
        /// In the same run (P14.18).
        case sameRun
    }
}
