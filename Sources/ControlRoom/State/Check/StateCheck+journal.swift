import Disk
import Engine
import Evidence
import Foundation
import Journal
import Offices
import Procedures

/// Keys, lists, and the journal with what hangs on it.
extension StateCheck {
    func checkKeys() -> Found {
        let secrets = names(in: "keys").filter { $0.hasSuffix(".secret") }
        var faults = secrets.compactMap { name -> String? in
            let text = FileManager.default.contents(atPath: "\(folder.keys)/\(name)").map {
                String(decoding: $0, as: UTF8.self)
            }
            let secret = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            return secret.utf8.count == 64 ? nil : "keys/\(name): is not a secret of 64 hexadecimal digits"
        }
        // Opening a key that is not there would make one.
        if exists("keys/evidence.key") {
            if let fault = Self.fault({ _ = try EvidenceKey.open(inFolder: folder.keys) }) { faults.append(fault) }
        } else {
            faults.append(
                "keys/evidence.key: is missing; what was signed with it verifies, new evidence would have another")
        }
        faults += gone { $0.hasPrefix("keys/") && $0 != "keys/evidence.key" }
        return ("evidence key and \(secrets.count) rooms' secrets", faults)
    }

    func checkLists() -> Found {
        var persons = 0
        let faults = [
            Self.fault { persons = try People(path: folder.people).persons.count },
            Self.fault { _ = try CalendarShelf(folder).book() },
            Self.fault { _ = try PeopleFiles(people: folder.people).rights.waiting() },
            Self.fault {
                if FileManager.default.fileExists(atPath: folder.policy) {
                    _ = try Policy.load().switched(byFile: folder.policy)
                }
            },
        ]
        return (
            "\(persons) persons, calendar, policy",
            faults.compactMap(\.self) + gone { !$0.contains("/") && $0 != "journal.sqlite" }
        )
    }

    /// What was there when the service last looked, and is no longer.
    private func gone(_ isMeant: (String) -> Bool) -> [String] {
        (mark?.files ?? []).filter(isMeant).filter { FileFacts.size(of: "\(folder.path)/\($0)") ?? 0 == 0 }.sorted()
            .map { "\($0): is missing or empty; put it back from a backup" }
    }

    /// Every event from the first to the last: the chain, the payload, and that this program can read it.
    mutating func checkJournal() -> Found {
        guard FileFacts.size(of: folder.journal) ?? 0 > 0 else {
            return ("no journal", ["journal.sqlite: is missing or empty; put it back from a backup, with its -wal"])
        }
        var book = book
        var events: Int64 = 0
        let expected = mark?.head.position ?? snapshot?.head.position
        defer { self.book = book }
        do {
            let report = try ChainVerifier.verify(folder.journal, access: .live) { event in
                events = event.position
                if events % 256 == 0 { progress(.journal, events, max(expected ?? 0, events)) }
                do { try book.take(event) } catch { throw Unreadable(position: event.position, why: "\(error)") }
            }
            return ("\(report.head.position) events, hashes and payloads, head \(report.head.hash)", [])
        } catch {
            return ("\(events) events up to the first fault", ["journal.sqlite: \(error)"])
        }
    }

    /// An event that holds together and says nothing that this program knows.
    private struct Unreadable: Error, CustomStringConvertible {
        let position: Int64
        let why: String
        var description: String { "event \(position) cannot be read by this program: \(why)" }
    }

    /// Whether the journal is the one that mark and snapshot were made of.
    func checkSnapshots() -> Found {
        var faults: [String] = []
        for (name, head) in [("state.json", mark?.head), ("docket.json", snapshot?.head)] {
            guard let head, head.position > 0 else {
                if head == nil, exists(name) {
                    faults.append("\(name): cannot be read; delete it, the next start makes it anew")
                }
                continue
            }
            guard book.hashes[head.position] != head.hash else { continue }
            let found =
                book.hashes[head.position].map { _ in "another event \(head.position)" } ?? "no event \(head.position)"
            faults.append(
                "\(name): was made when the journal had event \(head.position) with hash \(head.hash); it has \(found)")
        }
        return ("state.json, docket.json", faults)
    }

    /// The tables that are made of the events, made once more and compared.
    func checkRegisters() -> Found {
        guard FileFacts.size(of: folder.journal) ?? 0 > 0 else { return ("no journal", []) }
        var faults: [String] = []
        let fault = Self.fault {
            faults = try Journal.auditProjections(
                at: folder.journal, ControlRoom.projections(of: folder), EventCodec.upcasters
            ).map { "journal.sqlite: \($0)" }
        }
        return ("tables as the events make them", faults + [fault].compactMap(\.self))
    }
}
