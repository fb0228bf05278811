extension Journal {
    /// The journal keeps a rule; nothing was appended.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        /// The stream moved on (or is not there) since the writer read it: read it again and decide again.
        case wrongVersion(stream: StreamID, found: Int64, expected: ExpectedVersion)
        /// The key was used before for something else.
        case keyReused(IdempotencyKey, firstPosition: Int64)
        /// The drafts hold something that cannot be kept.
        case unacceptable(String)

        package var description: String {
            switch self {
            case .wrongVersion(let stream, let found, let expected):
                "stream \(stream): found version \(found), expected \(expected); read it again and decide again"
            case .keyReused(let key, let position):
                "key \(key) was used before for another request (event \(position)); use a new key"
            case .unacceptable(let why): why
            }
        }
    }
}
