package import BoundedProcess

/// Why a recording could not be read, joined or looked into; one line each.
package enum RecordingFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case program(Program.Failure)
    /// No picture stream in a file that should have one.
    case noPicture(file: String)
    /// A part's original is not where it was put.
    case missingOriginal(file: String)
    /// No part of a recording holds a single frame.
    case nothingRecorded
    /// The joined file is not what it should be.
    case notAsExpected(file: String, found: String, expected: String)
    case storage(String)

    package var description: String {
        switch self {
        case .program(let failure): failure.description
        case .noPicture(let file): "\(file) holds no picture that can be read; keep the file and look at it by hand"
        case .missingOriginal(let file):
            "\(file) is missing; put it back from a copy, or give the part up with a reason"
        case .nothingRecorded: "no part of the recording holds a frame; nothing can be joined"
        case .notAsExpected(let file, let found, let expected):
            "\(file) came out wrong: found \(found), expected \(expected); the originals are untouched"
        case .storage(let words): "the recording could not be stored: \(words)"
        }
    }

    static func of(_ error: any Error) -> RecordingFailure {
        switch error {
        case let failure as RecordingFailure: failure
        case let failure as Program.Failure: .program(failure)
        case Print.Failure.file(let words): .storage(words)
        default: .storage(String(describing: error))
        }
    }
}
