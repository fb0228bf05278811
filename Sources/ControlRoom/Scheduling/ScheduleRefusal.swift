import Digests
import Foundation
package import Journal
package import Procedures
package import Scheduling

/// What the schedule refused, in both languages.
package struct ScheduleRefusal: RefusedByRule, Hashable {
    package let refusal: Schedule.Refusal
    package let message: String
    package let english: String

    init(_ refusal: Schedule.Refusal, of schedule: Schedule, _ names: ScheduleNames) {
        let words = schedule.words(refusal, names)
        (self.refusal, message, english) = (refusal, words.indonesian, words.english)
    }

    package var refused: ActReference? { nil }

    package var word: RefusalWord {
        switch refusal {
        case .unknown: .path
        case .stale, .idTaken: .stale
        case .state, .taken, .notMoreUrgent, .hostStays: .condition
        default: .form
        }
    }
}

/// There is no booking of that id that still binds anything.
package struct UnknownBooking: RefusedByRule, Hashable {
    package let id: BookingID

    package init(id: BookingID) { self.id = id }

    package var refused: ActReference? { nil }
    package var word: RefusalWord { .path }
    package var message: String { "pemesanan \(id) tidak ada" }
    package var english: String { "there is no booking \(id)" }
}

extension BookingID {
    /// The id of the booking that a key makes: the same request again makes the same one (UUIDv8, RFC 9562).
    package init(madeBy key: IdempotencyKey) {
        let digest = ContentHash(of: Data("booking:\(key.text)".utf8)).hex
        var bytes = stride(from: 0, to: 32, by: 2).compactMap { UInt8(digest.dropFirst($0).prefix(2), radix: 16) }
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        self.init(uuid: bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) })
    }
}
