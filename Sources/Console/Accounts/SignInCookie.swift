/// The cookie that signs a browser in: no script reads it, no other site sends it.
///
/// Over TLS its name begins with `__Host-`: browsers take such a one only from this very host, over TLS, for all of it,
/// so that no other machine of the domain can put its own in the place.
struct SignInCookie: Sendable {
    let isSecure: Bool

    var name: String { isSecure ? "__Host-rljj" : "rljj" }

    /// The header that sets it; an empty token and no seconds take it away.
    func header(_ token: String, seconds: Int) -> String {
        "\(name)=\(token); HttpOnly; SameSite=Strict; Path=/; Max-Age=\(seconds)\(isSecure ? "; Secure" : "")"
    }
}
