import Disk
import Foundation

/// The agent's small files: one JSON value each, whole or absent after any crash.
enum StateFile {
    /// The file's value; `nil` when it is absent or does not parse.
    static func read<Value: Decodable>(_ type: Value.Type, at path: String) -> Value? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }

    /// Puts a value in the file's place; on disk when it returns.
    static func save(_ value: some Encodable, to path: String) throws(DiskFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { throw .file(path, "the value has no JSON form") }
        try DurableFile.write(data, to: path)
    }
}
