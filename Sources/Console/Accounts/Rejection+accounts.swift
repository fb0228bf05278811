import ControlRoom
import Hummingbird

/// What the API answers when a sign-in or a change of one's accounts is refused.
extension ErrorMiddleware {
    static func answer(to error: SignInRefusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .wrong: (.unauthorized, line("sign-in", "nama atau kata sandi salah", error.description))
        case .wait(let seconds):
            (
                .tooManyRequests,
                line("wait", "terlalu banyak percobaan; coba lagi dalam \(seconds) detik", error.description)
            )
        case .busy:
            (
                .serviceUnavailable,
                line(
                    "wait", "terlalu banyak yang sedang masuk; coba lagi dalam \(SignInRefusal.busySeconds) detik",
                    error.description)
            )
        }
    }

    static func answer(to error: TokenRefusal) -> (HTTPResponse.Status, ErrorAnswer) {
        let message =
            "token dibuat dalam \(Int(Session.fresh / 60)) menit setelah masuk dengan kata sandi; "
            + "masuk lagi, atau sertakan password"
        return (.forbidden, line("sign-in", message, error.description))
    }

    static func answer(to error: Accounts.Refusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .noToken(let id): (.notFound, line("path", "Anda tidak memiliki token \(id)", "you have no token \(id)"))
        case .noSession(let id):
            (.notFound, line("path", "Anda tidak memiliki sesi \(id)", "you have no session \(id)"))
        case .expired:
            (
                .unprocessableContent,
                line("form", "expires: harus waktu yang akan datang; kosong berarti 90 hari", error.description)
            )
        case .tooLong:
            (
                .unprocessableContent,
                line("form", "expires: paling lama 366 hari dari sekarang; kosong berarti 90 hari", error.description)
            )
        case .tooMany(let count):
            (
                .conflict,
                line(
                    "condition", "Anda memiliki \(count) token; cabut yang tidak diperlukan lagi",
                    "you have \(count) tokens; revoke one that is no longer needed")
            )
        }
    }

    private static func line(_ rule: String, _ message: String, _ english: String) -> ErrorAnswer {
        ErrorAnswer(rule: rule, act: nil, message: message, english: english)
    }
}

extension SignInRefusal {
    /// Seconds until another try is worth making; `nil` when time changes nothing.
    var retryAfter: Int? {
        switch self {
        case .wrong: nil
        case .wait(let seconds): seconds
        case .busy: Self.busySeconds
        }
    }
}
