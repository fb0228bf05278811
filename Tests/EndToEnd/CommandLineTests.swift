import Foundation
import Testing

extension EndToEnd {
    /// Exit codes and words of commands that cannot do what they are asked; no media.
    @Suite(.serialized)
    struct CommandLineTests {
        private let scratch = TestFolder.make()

        @Test("Where there is no evidence, verify says so and ends with 2, not as for evidence that differs")
        func verifiesNothing() async throws {
            let (empty, file) = (scratch.appending(path: "kosong"), scratch.appending(path: "berkas"))
            try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: file)
            for (path, words) in [
                (scratch.appending(path: "tidak-ada").path, "there is no such folder"),
                (empty.path, "the folder is empty"),
                (file.path, "found no folder"),
            ] {
                let ran = try await Ran.built("rljj", ["verify", path], in: scratch)
                #expect(
                    ran.status == 2 && ran.output.isEmpty && ran.error.contains(words), "\(ran.output) \(ran.error)")
            }
        }

        @Test("A wrong command line ends with 2, as the help says; a help that is asked for with 0")
        func wrongCommandLine() async throws {
            let wrong = try await Ran.built("rljj", ["serve", "--nonsense"], in: scratch)
            #expect(wrong.status == 2 && wrong.error.contains("--nonsense") && wrong.output.isEmpty)
            let help = try await Ran.built("rljj", ["--help"], in: scratch)
            let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(help.status == 0 && words.contains("2 bad input or a wrong command line"), "\(help.output)")
        }

        @Test(
            "What cannot be printed ends with 3 and a line, never with 0 or a crash",
            arguments: ["procedures draw P01", "people list", "--help", "people add --name Sari"])
        func fullOutput(_ words: String) async throws {
            let program = try Products.program("rljj")
            let folder = scratch.appending(path: "state").path
            _ = try await Ran.built("rljj", ["people", "add", "--name", "Ani", "--state", folder], in: scratch)
            let state = words.hasPrefix("people") ? " --state '\(folder)'" : ""
            let ran = try await Ran.program(
                "/bin/sh", ["-c", "exec \"$0\" \(words)\(state) > /dev/full", program], in: scratch)
            #expect(ran.status == 3, "\(ran.status) \(ran.error)")
            #expect(ran.error.contains("standard output takes nothing more"), "\(ran.error)")
        }

        @Test func aFolderAsOutputIsCalledThat() async throws {
            let ran = try await Ran.built("rljj", ["procedures", "draw", "P01", "-o", scratch.path], in: scratch)
            #expect(
                ran.status == 2 && ran.error.contains("is a folder; allowed: a new name, or a regular file"),
                "\(ran.error)")
        }
    }
}
