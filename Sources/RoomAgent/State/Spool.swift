import Disk
import Foundation
import Glibc
import Offices
import RoomLink

/// Facts that wait for the service: an append-only file, on the disk before anything depends on a fact.
///
/// One agent owns it; every method blocks on the disk. A line torn by a crash is cut off at the next start.
final class Spool {
    /// The facts that wait, in the order in which they happened.
    private(set) var waiting: [FactEnvelope] = []
    let boot: UUID
    private let path: String
    private let refusedPath: String
    /// What the service has; `nil` keeps none of it.
    private let archive: FactArchive?
    private var descriptor: Int32
    private var sequence: Int64 = 0
    private var linesInFile = 0
    /// A write failed, so the file may end in a torn line and lack facts that wait.
    private var isBehind = false

    /// Opens the file, takes up the facts of earlier boots and begins a boot of its own.
    init(
        path: String, refused: String, archive: FactArchive? = nil, boot: UUID = UUID()
    ) throws(DiskFailure) {
        (self.path, self.refusedPath, self.boot, self.archive) = (path, refused, boot, archive)
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DiskFailure.system(path, .open) }
        try takeUp()
    }

    deinit { close(descriptor) }

    /// Keeps a fact; on return it is on the disk. When it throws, the fact is kept in memory and written with the next.
    func append(
        _ fact: RoomFact, at moment: Moment, offset: Double, of meeting: MeetingID? = nil
    ) throws(DiskFailure) {
        sequence += 1
        let envelope = FactEnvelope(
            boot: boot, sequence: sequence, occurredAt: moment, clockOffset: offset, meeting: meeting, fact: fact)
        waiting.append(envelope)
        if isBehind { return try compact() }
        isBehind = true
        try DurableFile.append(try Self.line(envelope, path: path), to: descriptor, path: path)
        guard fdatasync(descriptor) == 0 else { throw DiskFailure.system(path, .fsync) }
        linesInFile += 1
        isBehind = false
    }

    /// The oldest facts that wait, all of one boot.
    func batch(limit: Int) -> [FactEnvelope] {
        guard let first = waiting.first else { return [] }
        return Array(waiting.prefix(limit).prefix { $0.boot == first.boot })
    }

    /// Lets go of what the service keeps, and gives the file's space back now and then.
    ///
    /// It throws when they could not be put by for a service that loses them; they are let go of all the same.
    func acknowledge(boot: UUID, through sequence: Int64) throws(DiskFailure) {
        let told = waiting.filter { $0.boot == boot && $0.sequence <= sequence }
        try letGo(boot: boot, through: sequence)
        try archive?.add(told)
    }

    private func letGo(boot: UUID, through sequence: Int64) throws(DiskFailure) {
        waiting.removeAll { $0.boot == boot && $0.sequence <= sequence }
        if waiting.isEmpty && (linesInFile > 0 || isBehind) {
            guard ftruncate(descriptor, 0) == 0 else { throw DiskFailure.system(path, .truncate) }
            (linesInFile, isBehind) = (0, false)
        } else if linesInFile > 2 * waiting.count + 500 {
            try compact()
        }
    }

    /// Tells the service again, before what waits, all that it had acknowledged and has no more; says how many facts.
    func offerAgain() throws(DiskFailure) -> Int {
        guard let archive else { return 0 }
        var known = Set(waiting.map(Self.name))
        let again = archive.facts.filter { known.insert(Self.name($0)).inserted }
        guard !again.isEmpty else { return 0 }
        waiting = again + waiting
        isBehind = true
        try compact()
        archive.clear()
        return again.count
    }

    private static func name(_ fact: FactEnvelope) -> String { "\(fact.boot) \(fact.sequence)" }

    /// Dates the facts of this boot anew, once the service's clock is known to be so many seconds ahead.
    func redate(by seconds: Double) throws(DiskFailure) {
        guard waiting.contains(where: { $0.boot == boot }) else { return }
        for index in waiting.indices where waiting[index].boot == boot {
            waiting[index] = waiting[index].redated { $0.advanced(bySeconds: seconds) }
            waiting[index].clockOffset += seconds
        }
        isBehind = true
        try compact()
    }

    /// Whether the file lacks facts that wait.
    var lacksSpace: Bool { isBehind }

    /// Writes what could not be written when it was told, such as on a full disk.
    func catchUp() throws(DiskFailure) { if isBehind { try compact() } }

    /// Puts a fact that the service refuses for good aside, so that it cannot hold up the others.
    func setAside(_ envelope: FactEnvelope) throws(DiskFailure) {
        let refused = open(refusedPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard refused >= 0 else { throw DiskFailure.system(refusedPath, .open) }
        defer { close(refused) }
        try DurableFile.append(try Self.line(envelope, path: refusedPath), to: refused, path: refusedPath)
        guard fdatasync(refused) == 0 else { throw DiskFailure.system(refusedPath, .fsync) }
        waiting.removeAll { $0.boot == envelope.boot && $0.sequence == envelope.sequence }
    }

    private func takeUp() throws(DiskFailure) {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data.index(after: $0) } ?? data.startIndex
        if whole != data.endIndex {
            guard ftruncate(descriptor, off_t(whole - data.startIndex)) == 0 else {
                throw DiskFailure.system(path, .truncate)
            }
        }
        let lines = data[..<whole].split(separator: UInt8(ascii: "\n"))
        linesInFile = lines.count
        let decoder = JSONDecoder()
        waiting = lines.compactMap { try? decoder.decode(FactEnvelope.self, from: Data($0)) }
    }

    private func compact() throws(DiskFailure) {
        var data = Data()
        for envelope in waiting { data.append(try Self.line(envelope, path: path)) }
        try DurableFile.write(data, to: path)
        let fresh = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard fresh >= 0 else { throw DiskFailure.system(path, .open) }
        close(descriptor)
        descriptor = fresh
        (linesInFile, isBehind) = (waiting.count, false)
    }

    static func line(_ envelope: FactEnvelope, path: String) throws(DiskFailure) -> Data {
        guard var data = try? JSONEncoder().encode(envelope) else {
            throw .file(path, "the fact has no JSON form")
        }
        data.append(UInt8(ascii: "\n"))
        return data
    }
}
