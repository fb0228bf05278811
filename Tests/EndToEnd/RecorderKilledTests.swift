import BoundedProcess
import Foundation
import Offices
import RoomLink
import Testing

extension EndToEnd {
    /// Recording processes die in the middle of a meeting.
    @Suite(.serialized)
    struct RecorderKilledTests {
        private struct Kill {
            let room: String
            let child: ChildName
            let track: Track
            let file: String
            let at: Moment

            /// What the report calls the process.
            var term: String {
                child == .programme ? "penyusunan dan rekaman acara" : "kamera, mikrofon, dan rekaman ruang"
            }
        }

        /// At most 0.1 s may be lost, and no file is dated later than it was by more.
        private static let loss = -0.1...0.1

        @Test("a recorder killed with SIGKILL: at most 0.1 s lost, recording goes on, the report says so")
        func losesAtMostATenthOfASecond() async throws {
            try await LiveStage.with { stage in
                try await stage.play(through: "menayangkan kesepakatan 1")
                // A page change within a second of the kill would tell nothing of the time line.
                try await stage.recordsOn("programme-1.mkv", in: "rko", bytes: 100_000)
                let programme = Kill(
                    room: "rko", child: .programme, track: .programme, file: "programme.mkv",
                    at: try stage.kill(child: "programme", of: "rko"))
                try await untilPartTwo("programme-2.mkv", in: "rko", stage)
                try await stage.play(through: "mencatat kesepakatan 2")
                let capture = Kill(
                    room: "kanwil-sulselbartra", child: .capture, track: .room, file: "rooms/kanwil-sulselbartra.mkv",
                    at: try stage.kill(child: "capture", of: "kanwil-sulselbartra"))
                try await untilPartTwo("room-2.mkv", in: "kanwil-sulselbartra", stage)
                try await stage.playToTheEnd()
                let dossier = try await stage.evidence()

                let text = try await Measured.words(of: dossier.file("laporan.pdf"))
                for kill in [programme, capture] {
                    try await expectLittleLost(kill, in: dossier)
                    try expectReported(kill, in: dossier, text: text)
                    try await expectTimeLineKept(kill, in: dossier)
                }
                try await expectChapters(dossier)
                try await expectPagesAtTheirTime(dossier, after: programme.at)
                let ran = try await Ran.built("rljj", ["verify", dossier.folder.path], in: TestFolder.make())
                #expect(ran.status == 0, "\(ran.output) \(ran.error)")
            }
        }

        private func untilPartTwo(_ file: String, in room: String, _ stage: LiveStage) async throws {
            try await eventually("\(file) of \(room) grows", within: 40) { stage.size(of: file, in: room) > 30_000 }
        }

        private func expectLittleLost(_ kill: Kill, in dossier: Dossier) async throws {
            let parts = dossier.parts(of: kill.room, kill.track)
            try #require(parts.count == 2, "\(kill.file): \(parts.count) parts")
            let end = try #require(parts[0].end)
            #expect(end.cause == .died)
            let journalled = kill.at.seconds(since: end.lastFrame)
            #expect(Self.loss.contains(journalled), "\(kill.file): the journal says \(journalled) s were lost")
            let name = try dossier.original(kill.room, kill.track, 1)
            let film = try await Film.read(dossier.file(name))
            let (first, last) = (try #require(film.times.first), try #require(film.times.last))
            let measured = kill.at.seconds(since: parts[0].start.firstFrame.advanced(bySeconds: last - first + 0.04))
            #expect(Self.loss.contains(measured), "\(kill.file): \(measured) s are missing in the file")
            #expect(film.times.count == end.frames, "\(kill.file)")
            #expect(film.steps(over: 0.08).isEmpty, "\(kill.file): \(film.steps(over: 0.08))")
        }

        private func expectReported(_ kill: Kill, in dossier: Dossier, text: String) throws {
            #expect(dossier.losses.contains { $0.room.description == kill.room && $0.loss.child == kill.child })
            #expect(text.contains("Proses \(kill.term) berhenti"), "\(kill.file)")
            let parts = dossier.parts(of: kill.room, kill.track)
            let gap = parts[1].start.firstFrame.seconds(since: try #require(parts[0].end).lastFrame)
            let hundredths = Int((gap * 100).rounded())
            let words = String(format: "(%d,%02d detik)", hundredths / 100, hundredths % 100)
            #expect(text.contains(words), "the report does not say that \(kill.file) has a gap of \(words)")
            #expect(text.contains("proses perekam berhenti, bagian berikutnya dimulai"))
        }

        /// The gap stays in the joined file, so that a position in it is a time of the meeting.
        private func expectTimeLineKept(_ kill: Kill, in dossier: Dossier) async throws {
            let parts = dossier.parts(of: kill.room, kill.track)
            let film = try await Film.read(dossier.file(kill.file))
            let gaps = film.steps(over: 0.08)
            try #require(gaps.count == 1, "\(kill.file): \(gaps)")
            let zero = try #require(film.times.first)
            let resumed = parts[1].start.firstFrame.seconds(since: parts[0].start.firstFrame)
            #expect(abs(gaps[0].to - zero - resumed) < 0.05, "\(kill.file): \(gaps[0]), resumed at \(resumed) s")
            let end = try #require(parts[1].end).lastFrame.seconds(since: parts[0].start.firstFrame)
            #expect(abs(try #require(film.duration) - end) < 0.5, "\(kill.file)")
        }

        private func expectChapters(_ dossier: Dossier) async throws {
            let film = try await Film.read(dossier.file("programme.mkv"))
            try #require(film.chapters.count == 3)
            for (chapter, number) in zip(film.chapters, 1...) {
                let noted = try #require(dossier.noted[number]).seconds(since: dossier.summary.started)
                #expect(
                    abs(chapter.start - noted) < 0.05, "chapter \(number) at \(chapter.start) s, noted at \(noted) s")
            }
        }

        /// A position after the gap is as true as one before it: pages change in the picture at the times that the room told,
        /// with one and the same delay of the composer on both sides.
        private func expectPagesAtTheirTime(_ dossier: Dossier, after kill: Moment) async throws {
            let cut = kill.seconds(since: dossier.summary.started)
            let seen = try await pageChanges(in: dossier.file("programme.mkv"))
            var delays: (before: [Double], after: [Double]) = ([], [])
            for (earlier, later) in zip(dossier.showings, dossier.showings.dropFirst()) where earlier.page != later.page
            {
                let told = later.since.seconds(since: dossier.summary.started)
                guard let nearest = seen.min(by: { abs($0 - told) < abs($1 - told) }), abs(nearest - told) < 0.8,
                    abs(told - cut) > 1
                else { continue }
                if told < cut { delays.before.append(told - nearest) } else { delays.after.append(told - nearest) }
            }
            try #require(delays.before.count >= 2 && delays.after.count >= 2, "\(delays), seen \(seen)")
            let all = delays.before + delays.after
            let (least, most) = (try #require(all.min()), try #require(all.max()))
            #expect(most - least < 0.15 && least > -0.1 && most < 0.6, "\(delays)")
        }

        /// When the page's part of the programme changed at once, in seconds.
        private func pageChanges(in programme: URL) async throws -> [Double] {
            let times = try await Film.read(programme).times
            let (width, height) = (48, 27)
            let bytes = try await Program.ffmpeg.run(
                [
                    "-v", "error", "-i", programme.path, "-fps_mode", "passthrough", "-vf",
                    "\(Measured.page),scale=\(width):\(height),format=gray", "-f", "rawvideo", "-",
                ], within: .recording
            ).standardOutput
            let size = width * height
            try #require(bytes.count == times.count * size, "\(bytes.count / size) pictures, \(times.count) frames")
            return (1..<times.count).compactMap { index in
                let (one, other) = (bytes[(index - 1) * size..<index * size], bytes[index * size..<(index + 1) * size])
                return difference(Array(one), Array(other)) > 4 ? times[index] : nil
            }
        }

        private func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
            guard one.count == other.count, !one.isEmpty else { return .infinity }
            return Double(zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(one.count)
        }
    }
}
