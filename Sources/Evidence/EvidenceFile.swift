import Disk
import Foundation

/// The files of an evidence folder: readable by everybody, new, and on disk when they are made.
enum EvidenceFile {
    private static let mode: mode_t = 0o644

    /// Copies a regular file to a new one.
    static func copy(_ source: String, to destination: String) throws {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw DiskFailure.system(source) }
        defer { _ = close(input) }
        try DurableFile.create(destination, mode: mode) { output throws(DiskFailure) in
            _ = try FileDigest.sha256(of: input, at: source) { piece throws(DiskFailure) in
                try DurableFile.append(piece, to: output, path: destination)
            }
        }
    }

    /// Writes a new file.
    static func write(_ bytes: [UInt8], to destination: String) throws {
        try DurableFile.create(destination, mode: mode) { output throws(DiskFailure) in
            try DurableFile.append(Data(bytes), to: output, path: destination)
        }
    }
}
