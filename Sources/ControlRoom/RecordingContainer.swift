import Disk
import Foundation

/// The container of a recording, told by its own first bytes: an EBML header whose document type is `matroska`.
///
/// Whatever else a room sends is no recording, however it is named: a play list in its place would make another file
/// than the room's own the meeting's record. The layout is RFC 8794, section 11 (EBML Header), and RFC 9559, section 4.
enum RecordingContainer {
    /// Bytes that the header is looked for in; what recorders write takes about fifty.
    private static let longest = 4096
    private static let header: UInt64 = 0x1A45_DFA3
    private static let documentType: UInt64 = 0x4282

    /// Refuses a file that is no Matroska recording. Blocks while it reads the file's beginning.
    static func check(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw DiskFailure.file(path, "cannot be read")
        }
        defer { try? handle.close() }
        let bytes = Array(try handle.read(upToCount: longest) ?? Data())
        if let refusal = refusal(of: bytes) { throw refusal }
    }

    /// Why a file that begins so is refused; `nil` for a recording.
    static func refusal(of bytes: [UInt8]) -> RecordingIntake.Refusal? {
        let type = type(of: bytes)
        guard type != "matroska" else { return nil }
        let found = type.map { "EBML of type \(shown(Array($0.utf8)))" } ?? "\(shown(Array(bytes.prefix(12))))"
        return .differs(
            "the file is no recording: it begins with \(found); allowed: Matroska, as the room's agent writes")
    }

    /// The document type in the EBML header; `nil` when there is no such header.
    static func type(of bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        guard identifier(&rest) == header, let size = length(&rest), size <= rest.count else { return nil }
        rest = rest.prefix(size)
        while let name = identifier(&rest), let size = length(&rest), size <= rest.count {
            if name == documentType {
                return String(decoding: rest.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
            }
            rest = rest.dropFirst(size)
        }
        return nil
    }

    /// An element's name: one to four bytes, its length in the leading zeros, which stay part of it.
    private static func identifier(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        guard let first = rest.first, first.leadingZeroBitCount < 4 else { return nil }
        return number(first.leadingZeroBitCount + 1, &rest)
    }

    /// An element's length: one to eight bytes, the marker bit taken off; `nil` also for an unknown length.
    private static func length(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.first, first.leadingZeroBitCount < 8 else { return nil }
        let bytes = first.leadingZeroBitCount + 1
        guard let marked = number(bytes, &rest) else { return nil }
        let most = UInt64(1) << (7 * UInt64(bytes)) - 1
        let value = marked & most
        return value == most ? nil : Int(value)
    }

    private static func number(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> UInt64? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        "\"\(String(bytes.prefix(24).map { (32...126).contains($0) ? Character(UnicodeScalar($0)) : "." }))\""
    }
}
