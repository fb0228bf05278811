/// How much time a procedure allows for an act.
package enum WorkingSpan: Hashable, Sendable, Codable, CustomStringConvertible {
    /// In the same contact or at once: due at the moment at which it starts.
    case moments
    /// So much time inside working hours (P13: 1 jam kerja).
    case workingHours(Int)
    /// To the close of the n-th working day after the day of the start (P11: 5 hari kerja; P12: the next working day).
    case workingDays(Int)

    /// The most hours or days that are counted; no holiday table reaches so far.
    static let limit = 10_000

    /// The Indonesian form: `5 hari kerja`.
    package var description: String {
        switch self {
        case .moments: "saat itu juga"
        case .workingHours(let hours): "\(hours) jam kerja"
        case .workingDays(let days): "\(days) hari kerja"
        }
    }
}
