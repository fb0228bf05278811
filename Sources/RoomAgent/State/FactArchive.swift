import Disk
import Foundation
import Glibc
import RoomLink

/// Facts that the service has acknowledged, kept for a service that is restored from a backup and has them no more.
///
/// It holds the newest 8 MiB, tens of thousands of facts; a line torn by a crash is passed over.
struct FactArchive: Sendable {
    let path: String
    var limit = 8 << 20

    /// Adds facts; not flushed, since only a crash of this machine together with a restored service would miss them.
    func add(_ facts: [FactEnvelope]) throws(DiskFailure) {
        guard !facts.isEmpty else { return }
        if FileFacts.size(of: path) ?? 0 > limit { try trim() }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DiskFailure.system(path, .open) }
        defer { close(descriptor) }
        var data = Data()
        for fact in facts { data.append(try Spool.line(fact, path: path)) }
        try DurableFile.append(data, to: descriptor, path: path)
    }

    /// In the order in which they were acknowledged.
    var facts: [FactEnvelope] {
        let decoder = JSONDecoder()
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(FactEnvelope.self, from: Data($0))
        }
    }

    func clear() { unlink(path) }

    /// Keeps the newer half.
    private func trim() throws(DiskFailure) {
        let data = (FileManager.default.contents(atPath: path) ?? Data()).suffix(limit / 2)
        let start = data.firstIndex(of: UInt8(ascii: "\n")).map { data.index(after: $0) } ?? data.endIndex
        try DurableFile.write(Data(data[start...]), to: path)
    }
}
