import Foundation

/// A parser of input from outside, valid samples of what it reads, and what is done with what it accepts.
struct Recipe: Sendable {
    let name: String
    let samples: @Sendable () throws -> [[UInt8]]
    /// Throws or returns; a trap, a hang or a broken promise ends the process.
    let run: @Sendable ([UInt8]) throws -> Void

    init(
        _ name: String, samples: @escaping @Sendable () throws -> [[UInt8]],
        run: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        (self.name, self.samples, self.run) = (name, samples, run)
    }

    static let all = texts + files + rooms + agents + media + records
}

/// A promise about accepted input; a broken one ends the process like a trap does.
func demand(_ holds: Bool, _ promise: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("broken promise: \(promise())\n".utf8))
    abort()
}
