import ControlRoom
import Procedures

/// A field of a form of the schedule that is of the right type and still cannot be: what was found and what is allowed.
struct UnfitField: RefusedByRule, Hashable {
    let message: String
    let english: String

    init(_ field: String, _ indonesian: String, _ english: String) {
        (message, self.english) = ("\(field): \(indonesian)", "\(field): \(english)")
    }

    var refused: ActReference? { nil }
    var word: RefusalWord { .form }
}
