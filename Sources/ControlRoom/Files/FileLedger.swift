import Disk
import Foundation
import Offices

/// What each person handed in within the last day.
///
/// It bounds what one person can put on the service's disk; kept in a file, so that a restart forgives nothing.
struct FileLedger: Sendable {
    /// One file.
    struct Entry: Hashable, Sendable, Codable {
        let at: Moment
        let bytes: Int64
    }

    private static let day = 86_400.0

    private(set) var entries: [PersonID: [Entry]]
    private var sending: [PersonID: Int] = [:]

    init(_ entries: [PersonID: [Entry]] = [:]) { self.entries = entries }

    /// Reads the file; what is no ledger begins a new one: it is a bound, no evidence.
    init(file: String) {
        let bytes = FileManager.default.contents(atPath: file)
        self.init(bytes.flatMap { try? JSONDecoder().decode([PersonID: [Entry]].self, from: $0) } ?? [:])
    }

    /// A person begins to send a file; `end` follows whatever comes of it.
    mutating func begin(_ person: PersonID, at now: Moment, allowed: FileAllowance) throws(FileAllowance.Refusal) {
        guard sending[person, default: 0] < FileAllowance.atATime else {
            throw .tooManyAtATime(FileAllowance.atATime)
        }
        // Known before the file is: nobody sends one for nothing.
        try check(person, 0, at: now, allowed: allowed)
        sending[person, default: 0] += 1
    }

    mutating func end(_ person: PersonID) {
        sending[person, default: 1] -= 1
        if sending[person] == 0 { sending[person] = nil }
    }

    /// The file has come, and counts.
    mutating func count(
        _ person: PersonID, _ bytes: Int64, at now: Moment, allowed: FileAllowance
    ) throws(FileAllowance.Refusal) {
        try check(person, bytes, at: now, allowed: allowed)
        entries = entries.mapValues { recent($0, at: now) }.filter { !$0.value.isEmpty }
        entries[person, default: []].append(Entry(at: now, bytes: bytes))
    }

    private func check(
        _ person: PersonID, _ bytes: Int64, at now: Moment, allowed: FileAllowance
    ) throws(FileAllowance.Refusal) {
        var rest = recent(entries[person] ?? [], at: now)[...]
        let (used, more) = (Self.sum(rest), FileAllowance(files: 1, bytes: bytes))
        var seconds = 0.0
        while !allowed.holds(Self.sum(rest) + more), let oldest = rest.popFirst() {
            seconds = Self.day - now.seconds(since: oldest.at)
        }
        guard seconds == 0 else {
            throw .usedUp(used, allowed: allowed, seconds: max(1, Int(seconds.rounded(.up))))
        }
    }

    private func recent(_ all: [Entry], at now: Moment) -> [Entry] {
        all.filter { now.seconds(since: $0.at) < Self.day }
    }

    private static func sum(_ entries: some Sequence<Entry>) -> FileAllowance {
        entries.reduce(FileAllowance(files: 0, bytes: 0)) { $0 + FileAllowance(files: 1, bytes: $1.bytes) }
    }
}
