import Foundation
import Testing

/// Every parser of input from outside meets odd inputs in a process of its own: whatever they say, it comes back.
///
/// `FUZZ_SECONDS` and `FUZZ_SEED` in the environment make the run longer and other. An input that stops a parser is kept in
/// `.build/fuzz`; once mended, it is put into `Kept` under its parser's name and stays a test.
@Suite(.serialized)
struct FuzzTests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let program = project.appending(path: ".build/debug/fuzz")
    private static let kept = project.appending(path: "Tests/FuzzTests/Kept")
    private static let environment = ProcessInfo.processInfo.environment

    static let parsers = [
        "text", "range", "room-file", "calendar-file", "procedure-file", "policy-file", "people-csv", "manifest",
        "people-json", "accounts-json", "docket-json", "journal-file", "facts", "telemetry", "seal", "act",
        "act-content",
        "filing", "plan", "event-stream", "child-lines", "room-state", "clock-offset", "recording-probe", "frame-times",
        "pdfinfo", "meeting-events", "docket",
    ]

    @Test("Odd inputs do not stop a parser", arguments: parsers)
    func survives(parser: String) async throws {
        let seed = Self.environment["FUZZ_SEED"] ?? "20261130"
        let folder = Self.project.appending(path: ".build/fuzz")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let last = folder.appending(path: "\(parser)-\(seed).last")
        let ran = try await Self.run(
            [parser, seed, "100", Self.environment["FUZZ_SECONDS"] ?? "0.5", last.path, Self.kept.path])
        #expect(ran.status == 0, "fuzz \(parser): \(ran.words); the input is \(last.path)")
    }

    @Test("The list of parsers is the program's")
    func list() async throws {
        let ran = try await Self.run(["list"])
        #expect(ran.words.split(separator: "\n").map(String.init).sorted() == Self.parsers.sorted())
    }

    @Test("An input that stops a process is noticed")
    func notices() async throws {
        #expect(try await Self.run(["no-such-parser"]).status == 64)
    }

    /// Runs the program; its status is negative when a signal ended it.
    private static func run(_ arguments: [String]) async throws -> (status: Int32, words: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data().write(to: file)
        let sink = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (sink, sink)
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                let status = ended.terminationStatus
                continuation.resume(returning: ended.terminationReason == .exit ? status : -status)
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let words = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        return (status, String(words.suffix(2000)))
    }
}
