import Foundation
import Testing

extension EndToEnd {
    /// `rljj calendar` and `rljj serve --policy` as an administrator types them; no media.
    @Suite(.serialized)
    struct CalendarCommandTests {
        private static let table = """
            years:
              - year: 2031
                version: 1
                decree: {numbers: [1 Tahun 2026, 2 Tahun 2026], signed: 2026-09-19}
                days:
                  - {day: 2031-01-01, kind: libur-nasional, name: Tahun Baru 2031 Masehi}
            """

        private let scratch = TestFolder.make()

        private var state: String { scratch.appending(path: "state").path }

        private func write(_ text: String, _ name: String = "skb.yaml") throws -> String {
            let file = scratch.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return file.path
        }

        private func calendar(_ words: String...) async throws -> Ran {
            try await Ran.built("rljj", ["calendar"] + words + ["--state", state], in: scratch)
        }

        @Test("A table is checked, taken in by a person of the register, listed, and not taken in twice")
        func takesIn() async throws {
            let file = try write(Self.table)
            let nowhere = try await calendar("check", file)
            #expect(nowhere.status == 2 && nowhere.error.contains("there is none"), "\(nowhere.error)")
            #expect(!FileManager.default.fileExists(atPath: state), "a mistyped folder is not made")
            _ = try await Ran.built("rljj", ["people", "add", "--name", "Ani", "--state", state], in: scratch)
            let checked = try await calendar("check", file)
            #expect(checked.status == 0, "\(checked.error)")
            #expect(
                checked.output == """
                    2031/1: Nomor 1 Tahun 2026, Nomor 2 Tahun 2026 tanggal 19 September 2026, 1 days; it would change 1 days.
                      1 Januari 2031: tidak tercantum → libur nasional (Tahun Baru 2031 Masehi)

                    """)
            let nobody = try await calendar("add", file, "--by", "Sari")
            #expect(nobody.status == 2 && nobody.error.contains("nobody is called \"Sari\""), "\(nobody.error)")
            _ = try await Ran.built("rljj", ["people", "add", "--name", "Sari", "--state", state], in: scratch)
            let added = try await calendar("add", file, "--by", "sari")
            #expect(
                added.status == 0 && added.output.hasPrefix("2031/1 is taken in by Sari: Nomor 1"), "\(added.error)")
            #expect(try await calendar("add", file, "--by", "Sari").output.contains("taken in before"))
            let list = try await calendar("list").output.split(separator: "\n").map(String.init)
            #expect(list.contains { $0.hasPrefix("* 2031/1  Nomor 1 Tahun 2026") && $0.contains("  1 days  Sari, ") })
            #expect(list.contains { $0.hasPrefix("  2025/1") } && list.contains { $0.hasPrefix("* 2025/2") })
        }

        @Test("A broken file is told with its place, an old version with what is known; nothing is kept")
        func refuses() async throws {
            _ = try await Ran.built("rljj", ["people", "add", "--name", "Ani", "--state", state], in: scratch)
            let broken = try write(Self.table.replacing("libur-nasional", with: "libur"), "rusak.yaml")
            let old = try write(Self.table.replacing("2031", with: "2025"), "lama.yaml")
            for (file, said) in [
                (broken, "rusak.yaml:6:"), (old, "2025/2 is known already"), ("/none.yaml", "no such"),
            ] {
                let ran = try await calendar("check", file)
                #expect(ran.status == 2 && ran.complaints.count == 1, "\(ran.error)")
                #expect(ran.error.contains(said), "\(ran.error)")
            }
            #expect(!FileManager.default.fileExists(atPath: state + "/calendar.json"))
        }

        @Test("A policy that cannot be followed is refused at the start with its place, wherever it stands")
        func refusesPolicy() async throws {
            let rooms = try Products.projectFolder("Tests/Rooms").path
            let file = try write("on: [AC-072]\noff: [AC-032, AC-015]\n", "kebijakan.yaml")
            let given = try await Ran.built(
                "rljj", ["serve", "--state", state, "--rooms", rooms, "--port", "0", "--policy", file], in: scratch)
            #expect(given.status == 2 && given.complaints.count == 1, "\(given)")
            #expect(given.error.contains("kebijakan.yaml:2:15: off[2] is refused: the rule AC-015 is always followed"))
            _ = try write("of: [AC-032]\n", "state/policy.yaml")
            let own = try await Ran.built(
                "rljj", ["serve", "--state", state, "--rooms", rooms, "--port", "0"], in: scratch)
            #expect(own.status == 2 && own.error.contains("state/policy.yaml:1:1: unknown key \"of\""), "\(own)")
        }
    }
}
