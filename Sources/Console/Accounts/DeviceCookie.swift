import ControlRoom
import HTTPTypes
import Hummingbird

/// The cookie by which a browser is known again in which somebody has signed in; it opens nothing.
enum DeviceCookie {
    private static let name = "rljj-perangkat"
    /// Over TLS browsers take such a name from this very host alone.
    private static let secureName = "__Host-\(name)"

    /// The header that sets it, for as long as the device is remembered.
    static func header(_ text: String, isSecure: Bool) -> HTTPField {
        let (name, end) = isSecure ? (secureName, "; Secure") : (name, "")
        let seconds = Int(KnownDevice.memory)
        return HTTPField(
            name: .setCookie, value: "\(name)=\(text); HttpOnly; SameSite=Strict; Path=/; Max-Age=\(seconds)\(end)")
    }

    static func text(in request: Request) -> String? {
        (request.cookies[secureName] ?? request.cookies[name])?.value
    }
}

extension SignInOrigin {
    /// From where a request comes that brings a password.
    init(_ request: Request, _ context: ConsoleContext) {
        self.init(address: context.peer, device: DeviceCookie.text(in: request))
    }
}
