import Calls
import ControlRoom

/// What the service does by itself and has not done.
enum WorkCalls {
    static let list = Call(
        .get, "/api/work", by: .keeper,
        "What the service has not done yet, what was set aside first (Operator RKO)", gives: [Work].self)
    static let retry = Call(
        .post, "/api/work/:work/retry", by: .keeper, "Try work again that was set aside (Operator RKO)",
        gives: Work.self, status: 202)
}
