import Digests
import Documents
import Foundation
import Journal
import Offices
import Procedures

@testable import Console

/// Short texts: each is parsed by every type that is read from text, and comes back as it was written.
extension Recipe {
    static let texts = [
        Recipe("text") {
            [
                "2026-11-21T02:15:04.250000Z", "2026-12-01", "rko", "S-214/PJ.08/2026", "P09.3/correct@kpp-makassar",
                "199001012015011001", "fact:rko:019a:1", "decided@1", "meeting/019a0000-0000-7000-8000-000000000012",
                "019a0000-0000-7000-8000-000000000012", String(repeating: "ab", count: 32), "AC-014",
                "7K3QF-MV9T2-8XYZ0",
                "bytes=0-99", "PJ.08", "0.25",
            ].map { Array($0.utf8) }
        } run: { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            again(Moment(text))
            again(CivilDay(text))
            again(LetterNumber(text))
            again(EventType(text))
            again(StreamID(text))
            again(IdempotencyKey(text))
            again(ContentHash(text))
            for zone in Zone.allCases {
                guard let moment = Moment(text) else { break }
                _ = (zone.day(moment), zone.time(moment), moment.advanced(bySeconds: 1e18), zone.civil(moment).weekday)
                demand(
                    zone.moment(zone.civil(moment)).seconds(since: moment) <= 0, "a wall shows a later time: \(text)")
            }
            _ = (
                CivilDay(text)?.inWords, CivilDay(text)?.daysSinceEpoch, ActKey(text), ActReference(text), RuleID(text)
            )
            _ = (Line(text), Passage(text), MeetingID(text), OfficeID(text), OfficeCode(text), try? NIP(parsing: text))
            _ = (try? VerificationCode(parsing: text), ContentHash(text), ChainHash(hex: text))
            if let number = Double(text) { _ = (Int(saturating: number), Int64(saturating: number * 1e6)) }
        },
        Recipe("range") {
            ["bytes=0-99", "bytes=5-", "bytes=-7", "bytes=99-100", "bytes=0-0,5-6", "items=1-2"].map { Array($0.utf8) }
        } run: { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            for size in [0, 1, 100, Int64.max] {
                guard let range = try? FileAnswer.range(text, size: size) else { continue }
                demand(range.lowerBound >= 0 && range.upperBound <= size && !range.isEmpty, "\(range) of \(size)")
            }
        },
    ]

    private static func again<Value: Equatable & CustomStringConvertible & LosslessText>(_ value: Value?) {
        guard let value else { return }
        demand(Value("\(value)") == value, "\(value) is not read as it is written")
    }
}

/// A type that reads what it writes.
protocol LosslessText { init?(_ text: String) }
extension Moment: LosslessText {}
extension CivilDay: LosslessText {}
extension LetterNumber: LosslessText {}
extension EventType: LosslessText {}
extension StreamID: LosslessText {}
extension IdempotencyKey: LosslessText {}
extension ContentHash: LosslessText {}
