/// One thing that is wrong with a file, and where.
package struct FileProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; `nil` when the problem has no place in the text.
    package let line: Int?
    /// Counted from 1, in Unicode scalars.
    package let column: Int?
    /// What was found and what is allowed, on one line.
    package let text: String

    package init(file: String, line: Int? = nil, column: Int? = nil, text: String) {
        (self.file, self.line, self.column, self.text) = (file, line, column, text)
    }

    package var description: String {
        let place = [Quoted(file, limit: 1024).bare, line.map(String.init), column.map(String.init)].compactMap(\.self)
        return "\(place.joined(separator: ":")): \(text)"
    }
}

/// Everything that is wrong with a file or a folder of files, in the order of the text.
package struct FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [FileProblem]

    package init(_ problems: [FileProblem]) {
        self.problems = problems.sorted {
            ($0.file, $0.line ?? 0, $0.column ?? 0, $0.text) < ($1.file, $1.line ?? 0, $1.column ?? 0, $1.text)
        }
    }

    /// One line for each problem.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects what is wrong with one file while it is being read.
final class ProblemLog {
    let file: String
    private(set) var problems: [FileProblem] = []

    init(file: String) { self.file = file }

    func report(_ text: String, line: Int? = nil, column: Int? = nil) {
        problems.append(FileProblem(file: file, line: line, column: column, text: text))
    }
}

/// A piece of hostile text made fit for one line of a message.
struct Quoted {
    /// Shortened, with everything that is not plainly visible written as an escape.
    let bare: String

    init(_ text: String, limit: Int = 60) {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            if scalar.isVisible { shown.unicodeScalars.append(scalar) } else { shown += scalar.escaped(asASCII: true) }
        }
        bare = text.unicodeScalars.dropFirst(limit).isEmpty ? shown : shown + "…"
    }

    var marked: String { "\"\(bare)\"" }
}

extension String {
    /// Safe to repeat in a message.
    var quoted: Quoted { Quoted(self) }
}

extension Unicode.Scalar {
    /// Neither a control character nor one that changes the direction or joins of the text around it.
    var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
