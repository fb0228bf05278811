import Foundation
import Testing

extension EndToEnd {
    /// Folders that the evidence cannot go to, and programs that this machine lacks.
    @Suite(.serialized)
    struct BadOutputTests {
        /// Whether this user may make a mount namespace of its own; in a narrow container nobody may.
        private static func mayMount() async -> Bool {
            let ran = try? await Ran.program(
                "/usr/bin/unshare", ["-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], in: TestFolder.make())
            return ran?.status == 0
        }

        private static let needsMounts: Comment = "needs a mount namespace of its own, which this user may not make"

        /// Runs the demo after some mounts that nobody else sees; `$1` in them is the scratch folder.
        private static func demo(after mounts: String, _ arguments: [String], in scratch: URL) async throws -> Ran {
            let program = try Products.program("rljj")
            let placed = arguments.map { $0.replacing("SCRATCH", with: scratch.path) }
            return try await Ran.program(
                "/usr/bin/unshare",
                ["-m", "sh", "-c", "set -e; \(mounts); program=$2; shift 2; exec \"$program\" demo \"$@\"", "sh"]
                    + [scratch.path, program] + placed, in: scratch)
        }

        private static func expectRefusal(_ ran: Ran, status: Int32, naming words: [String]) {
            #expect(ran.status == status, "\(ran.output) \(ran.error)")
            #expect(ran.complaints.count == 1, "\(ran.error)")
            for word in words { #expect(ran.error.contains(word), "“\(word)” is not in: \(ran.error)") }
        }

        @Test(.enabled(needsMounts) { await mayMount() })
        func refusesAReadOnlyFolder() async throws {
            let scratch = TestFolder.make()
            let mounts = "mkdir \"$1/baca\"; mount -t tmpfs -o ro tmpfs \"$1/baca\""
            let ran = try await Self.demo(after: mounts, ["--output", "SCRATCH/baca/bukti"], in: scratch)
            Self.expectRefusal(ran, status: 2, naming: ["--output", "Read-only file system", "choose a"])
        }

        @Test(.enabled(needsMounts) { await mayMount() })
        func refusesAFullDisk() async throws {
            let scratch = TestFolder.make()
            let mounts = "mkdir \"$1/penuh\"; mount -t tmpfs -o size=8m tmpfs \"$1/penuh\""
            let ran = try await Self.demo(after: mounts, ["--output", "SCRATCH/penuh/bukti"], in: scratch)
            Self.expectRefusal(ran, status: 2, naming: ["--output", "MB are free", "make room"])
        }

        @Test(
            .enabled(needsMounts) { await mayMount() },
            arguments: [
                ("/usr/bin/weasyprint", "weasyprint"), ("/usr/bin/ffprobe", "ffmpeg"),
                ("/usr/bin/pdftoppm", "poppler-utils"), ("/usr/bin/qrencode", "qrencode"),
                ("/usr/share/fonts/truetype/liberation", "fonts-liberation"),
            ])
        func namesAMissingProgramAndItsPackage(_ file: String, _ package: String) async throws {
            let scratch = TestFolder.make()
            // A folder becomes an empty one, a program an empty file without the right to run it.
            let mounts = """
                if [ -d \(file) ]; then mount -t tmpfs tmpfs \(file)
                else touch "$1/kosong"; mount --bind "$1/kosong" \(file); fi
                """
            let ran = try await Self.demo(after: mounts, ["--output", "SCRATCH/bukti"], in: scratch)
            Self.expectRefusal(ran, status: 3, naming: ["apt-get install", package])
            #expect(!FileManager.default.fileExists(atPath: scratch.appending(path: "bukti").path))
        }

        @Test(.enabled(needsMounts) { await mayMount() })
        func namesAMissingGStreamerPluginAndItsPackage() async throws {
            let scratch = TestFolder.make()
            let mounts = """
                touch "$1/kosong"
                for f in $(find /usr/lib -name libgstx264.so); do mount --bind "$1/kosong" "$f"; done
                export GST_REGISTRY_1_0="$1/registry"
                """
            let ran = try await Self.demo(after: mounts, ["--output", "SCRATCH/bukti"], in: scratch)
            #expect(ran.status == 3, "\(ran.output) \(ran.error)")
            #expect(ran.error.contains("x264enc") && ran.error.contains("gstreamer1.0-plugins-ugly"), "\(ran.error)")
        }

        @Test func leavesForeignFilesAlone() async throws {
            let scratch = TestFolder.make()
            let folder = scratch.appending(path: "bukti")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("milik orang".utf8).write(to: folder.appending(path: "catatan.txt"))
            for extra in [[], ["--replace"]] {
                let ran = try await Ran.built("rljj", ["demo", "--output", folder.path] + extra, in: scratch)
                Self.expectRefusal(ran, status: 2, naming: ["--output", "holds other files", "choose"])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["catatan.txt"])
        }

        @Test func refusesAFileAsFolder() async throws {
            let scratch = TestFolder.make()
            let file = scratch.appending(path: "bukti")
            try Data("x".utf8).write(to: file)
            let ran = try await Ran.built("rljj", ["demo", "--output", file.path], in: scratch)
            Self.expectRefusal(ran, status: 2, naming: ["--output", "is a file", "choose another"])
        }

        @Test func keepsEarlierEvidenceUnlessToldToReplaceIt() async throws {
            let dossier = try await DemoRun.dossier()
            let scratch = TestFolder.make()
            let copy = scratch.appending(path: "bukti")
            let made = try await Ran.program("/bin/cp", ["-al", dossier.folder.path, copy.path], in: scratch)
            try #require(made.status == 0)
            let ran = try await Ran.built("rljj", ["demo", "--output", copy.path], in: scratch)
            Self.expectRefusal(ran, status: 2, naming: ["--output", "earlier meeting", "--replace"])
            #expect(FileManager.default.fileExists(atPath: copy.appending(path: "programme.mkv").path))
        }
    }
}
