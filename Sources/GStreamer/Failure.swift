extension Pipeline {
    /// The world broke a pipeline, or a description does not fit what is installed.
    package enum Failure: Error, Hashable, Sendable {
        /// An element type that no installed plugin offers.
        case missingElement(String)
        /// Text that is no launch description.
        case description(String)
        case noElement(String)
        case noPad(element: String, pad: String)
        case property(owner: String, property: String, found: String, allowed: String)
        case link(String)
        /// A state that could not be reached, and nothing on the bus says why.
        case state(String)
        case reported(Report)
        case conversion(String)

        /// What was found and what is allowed, on one line.
        package var line: String {
            switch self {
            case .missingElement(let name): "GStreamer has no element \(name)"
            case .description(let text): "no launch description: \(text)"
            case .noElement(let name): "the pipeline has no element named \(name)"
            case .noPad(let element, let pad): "\(element) has no pad \(pad)"
            case .property(let owner, let property, let found, let allowed):
                "\(owner).\(property): found \(found.prefix(80)); allowed: \(allowed)"
            case .link(let text), .state(let text), .conversion(let text): text
            case .reported(let report): report.line
            }
        }
    }
}

/// An error or a warning in the library's own words.
package struct Report: Hashable, Sendable {
    package let element: String
    /// The quark of the error domain, such as `gst-resource-error-quark`.
    package let domain: String
    package let code: Int
    package let text: String
    package let debug: String

    /// Element, domain, code and text on one line, with the detail that the library gives for developers.
    package var line: String {
        // The debug text is a source line first, then the detail, such as the path that was not found.
        let detail = debug.split(whereSeparator: \.isNewline).dropFirst().joined(separator: " ")
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(element): \(flat)\(detail.isEmpty ? "" : " \(detail)") (\(domain) \(code))"
    }

    /// The disk that takes a file has no space left.
    package var isDiskFull: Bool { domain == "gst-resource-error-quark" && code == 14 }
}
