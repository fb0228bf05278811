import BoundedProcess
import Foundation
import Offices
import RoomLink
import Testing

extension EndToEnd {
    /// What the demo's recordings hold.
    @Suite(.serialized)
    struct ProgrammeTests {
        @Test func isAFinishedFileOfTheMeetingsLength() async throws {
            let dossier = try await DemoRun.dossier()
            let film = try await Film.read(dossier.file("programme.mkv"))
            #expect(film.streams.map(\.codec_name).sorted() == ["h264", "opus"])
            #expect(film.picture?.width == 1280 && film.picture?.height == 720)
            #expect(film.picture?.avg_frame_rate == "25/1")
            let duration = try #require(film.duration)
            #expect(
                abs(duration - dossier.summary.seconds) < 0.5, "\(duration) s, \(dossier.summary.seconds) s of meeting")
            #expect(film.steps(over: 0.08).isEmpty, "\(film.steps(over: 0.08))")
            #expect(film.times.count >= Int(dossier.summary.seconds * 25) - 12)
        }

        @Test func hasAChapterForEachAgreement() async throws {
            let dossier = try await DemoRun.dossier()
            let film = try await Film.read(dossier.file("programme.mkv"))
            let agreements = dossier.summary.agreements
            try #require(film.chapters.count == agreements.count)
            for (chapter, agreement) in zip(film.chapters, agreements) {
                #expect(chapter.title == "Kesepakatan \(agreement.number): \(agreement.text.prefix(80))")
                let noted = try #require(dossier.noted[agreement.number]).seconds(since: dossier.summary.started)
                #expect(abs(chapter.start - noted) < 0.05, "chapter at \(chapter.start) s, noted at \(noted) s")
            }
        }

        @Test(arguments: [0.5, 0.9])
        func decodesAfterASeek(to share: Double) async throws {
            let dossier = try await DemoRun.dossier()
            try await Scratch.folder { scratch in
                let picture = scratch.appending(path: "frame.png")
                try await Measured.frame(
                    of: dossier.file("programme.mkv"), at: dossier.summary.seconds * share, to: picture)
                let pixels = try await Measured.gray(picture, "scale=64:36")
                #expect(pixels.count == 64 * 36 && Set(pixels).count > 20, "the picture is empty")
            }
        }

        @Test func showsEveryRoomsCodeWhileSitesAreShown() async throws {
            let dossier = try await DemoRun.dossier()
            let first = try #require(dossier.showings.first { $0.page != nil && $0.since > dossier.summary.started })
            let end = first.since.seconds(since: dossier.summary.started)
            try #require(end > 0.6, "the sites alone were shown for \(end) s only")
            try await expectCodes(dossier, at: [0.2, 0.5, 0.8].map { $0 * end })
        }

        @Test func showsEveryRoomsCodeWhileAPageIsOnAir() async throws {
            let dossier = try await DemoRun.dossier()
            let position = dossier.summary.agreements[2].position
            let times = stride(from: 0, to: 6, by: 1).map { position + $0 }
            try await expectCodes(dossier, at: times, enlarged: [4, 5, 6])
        }

        private func expectCodes(_ dossier: Dossier, at times: [Double], enlarged scales: [Int] = [1]) async throws {
            let codes = try await Measured.codes(in: dossier.file("programme.mkv"), at: times, enlarged: scales)
            for room in dossier.summary.rooms {
                #expect(codes.contains(room.room), "\(room.room) at \(times): \(codes)")
            }
            #expect(codes.contains { $0.hasPrefix(dossier.summary.meeting) }, "\(codes)")
        }

        @Test(arguments: [
            ("rko", 440), ("kanwil-sulselbartra", 1060), ("kpde", 1500), ("kpp-jayapura", 880), ("ppddp", 1260),
        ])
        func holdsEveryRoomsTone(_ room: String, _ tone: Int) async throws {
            let dossier = try await DemoRun.dossier()
            let programme = dossier.file("programme.mkv")
            for from in [2.0, 12.0] {
                let above = try await Measured.prominence(of: tone, in: programme, from: from, seconds: 5)
                #expect(above > 15, "\(room): \(tone) Hz stands \(above) dB above its neighbours at \(from) s")
            }
            // A tone that no room sends is not found: the measure itself can fail.
            let other = try await Measured.prominence(of: tone + 110, in: programme, from: 2, seconds: 5)
            #expect(other < 12, "\(tone + 110) Hz stands \(other) dB above its neighbours")
        }

        @Test(arguments: ["rko", "kanwil-sulselbartra", "kpde", "kpp-jayapura", "ppddp"])
        func keepsEveryRoomsOwnRecording(_ room: String) async throws {
            let dossier = try await DemoRun.dossier()
            let file = dossier.file("rooms/\(room).mkv")
            let film = try await Film.read(file)
            #expect(film.streams.map(\.codec_name).sorted() == ["h264", "opus"])
            let part = try #require(dossier.parts(of: room, .room).first)
            let told = try #require(part.end).lastFrame.seconds(since: part.start.firstFrame)
            let duration = try #require(film.duration)
            #expect(abs(duration - told) < 0.2, "\(duration) s, the journal says \(told) s")
            #expect(abs(duration - dossier.summary.seconds) < 2)
            #expect(film.steps(over: 0.08).isEmpty, "\(film.steps(over: 0.08))")
            #expect(try await Measured.codes(in: file, at: [duration / 2]) == [room])
        }
    }
}
