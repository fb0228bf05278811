import Foundation
import Journal
import Offices

/// Reads every event of the journal given, in order, as the service does at its start, and prints how many there were
/// and how many seconds that took.
///
/// `journal-replay PATH`
@main
enum JournalReplay {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: journal-replay PATH\n".utf8))
            exit(64)
        }
        let journal = try await Journal.open(at: CommandLine.arguments[1]) { Moment(Date()) }
        let clock = ContinuousClock()
        var events = 0
        let spent = try await clock.measure {
            for try await batch in journal.batches() { events += batch.count }
        }
        print(events, spent / .seconds(1))
        try await journal.close()
    }
}
