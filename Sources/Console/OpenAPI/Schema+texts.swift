/// Texts of one form each.
extension Schema {
    static let uuid = pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    static let hash = pattern("^[0-9a-f]{64}$")
    static let slug = pattern("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", longest: 48)
    /// A step of a procedure, `P06.5`, or a part of one, `P02.5/receive`.
    static let act = pattern("^P(0[1-9]|1[0-4])\\.[1-9][0-9]?(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$")
    /// Birth date, year and month of appointment, sex, serial number.
    static let nip = pattern(
        "^(19[0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])(19|20)[0-9]{4}[12][0-9]{3}$")
    /// One line of text, as `Line` takes it.
    static let line = pattern("^\(shown)*\(drawn)\(shown)*$", longest: 200)
    /// Text of several lines, as `Passage` takes it.
    static let passage = pattern("^[\\n\\t]*\(drawn)(\(shown)|[\\n\\t])*$", longest: 2000)
    /// UTC, to the microsecond at most.
    static let moment = pattern("^\(date)T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z$")
    static let day = pattern("^\(date)$")

    /// A day of this century that there is.
    private static let date =
        "(20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        + "|20([02468][048]|[13579][26])-02-29)"
    /// No control characters, no line ends, none that turns the order of letters around.
    private static let hidden = "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069"
    private static let shown = "[^\(hidden)]"
    private static let drawn = "[^\(hidden)\\s]"
}
