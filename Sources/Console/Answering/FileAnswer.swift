import ControlRoom
import Digests
import Disk
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file of this machine as an answer, whole or in part (RFC 9110: one range, suffix ranges, 416).
enum FileAnswer {
    private static let piece = 256 << 10

    /// A stored file by its hash, never one whose bytes have another.
    static func response(
        to request: Request, blob hash: ContentHash, in control: ControlRoom, type: String
    ) async throws -> Response {
        let blobs = control.blobs
        guard let path = try await OffPool.run({ try blobs.soundPath(of: hash) }) else {
            throw Rejection.notFound("file \(hash.hex.prefix(12))…")
        }
        return try await response(to: request, path: path, type: type)
    }

    static func response(to request: Request, path: String, type: String) async throws -> Response {
        let size = try await OffPool.run { try Self.size(of: path) }
        let range = try range(request.headers[.range], size: size)
        var headers: HTTPFields = [.contentType: type, .acceptRanges: "bytes", .cacheControl: "private, no-cache"]
        if let range { headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)" }
        let wanted = range ?? 0..<size
        if request.method == .head { return Response(status: .ok, headers: headers) }
        return Response(
            status: range == nil ? .ok : .partialContent, headers: headers,
            body: ResponseBody(contentLength: Int(wanted.count)) { writer in
                var offset = wanted.lowerBound
                while offset < wanted.upperBound {
                    let (from, count) = (offset, min(Int64(piece), wanted.upperBound - offset))
                    let bytes = try await OffPool.run { try read(path, from: from, count: Int(count)) }
                    guard !bytes.isEmpty else { throw Rejection.notFound("rest of the file") }
                    try await writer.write(ByteBuffer(bytes: bytes))
                    offset += Int64(bytes.count)
                }
                try await writer.finish(nil)
            })
    }

    /// The range of a `Range` header; `nil` for none or for a form that may be ignored (RFC 9110, 14.2).
    static func range(_ header: String?, size: Int64) throws(Rejection) -> Range<Int64>? {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        switch (Int64(ends[0]), Int64(ends[1])) {
        case (let first?, let last?) where first <= last:
            guard first < size else { throw .range }
            return first..<min(last, size - 1) + 1
        case (let first?, nil) where ends[1].isEmpty:
            guard first < size else { throw .range }
            return first..<size
        case (nil, let suffix?) where ends[0].isEmpty:
            guard suffix > 0, size > 0 else { throw .range }
            return max(0, size - suffix)..<size
        default: return nil
        }
    }

    private static func size(of path: String) throws -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let size = attributes?[.size] as? Int64 ?? (attributes?[.size] as? NSNumber)?.int64Value else {
            throw Rejection.notFound("file")
        }
        return size
    }

    private static func read(_ path: String, from offset: Int64, count: Int) throws -> Data {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Rejection.notFound("file") }
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(offset))
        return try file.read(upToCount: count) ?? Data()
    }
}
