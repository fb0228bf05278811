import BoundedProcess
import Foundation
import Offices
import Testing

@testable import Reports

@Suite(.serialized)
struct RecordingRemuxTests {
    private let begin = SampleReport.opened

    @Test func `AC-082 two parts, both killed, become one file with the gap on its time line`() async throws {
        try await Scratch.folder { folder in
            let (red, blue) = (folder.appendingPathComponent("1.mkv"), folder.appendingPathComponent("2.mkv"))
            try await SampleRecording.torn("red", to: red)
            try await SampleRecording.torn("blue", to: blue)
            let (first, second) = (try await RecordingProbe.probe(red), try await RecordingProbe.probe(blue))
            #expect(first.duration == nil && first.frames > 25 && second.frames > 25)

            let file = folder.appendingPathComponent("programme.mkv")
            let marks = [
                RecordingRemux.Chapter(title: "Kedua", at: begin.advanced(bySeconds: 8.5)),
                .init(title: "Pertama", at: begin.advanced(bySeconds: 0.5)),
            ]
            let probe = try await RecordingRemux.remux(
                [
                    .init(number: 7, file: blue, firstFrame: begin.advanced(bySeconds: 8)),
                    .init(number: 2, file: red, firstFrame: begin),
                ],
                to: file, title: "RLJJ-12", chapters: marks)

            #expect(probe.frames == first.frames + second.frames)
            let base = try #require(probe.first)
            let back = try #require(probe.frameTimes.first { $0 - base > 7 })
            #expect(abs(back - base - 8) < 0.05, "the second part begins 8 s after the first, not \(back - base) s")
            let length = 8 + (second.last ?? 0) - (second.first ?? 0)
            #expect(abs((probe.duration ?? 0) - length) < 0.3)
            #expect(probe.chapters.map(\.title) == ["Pertama", "Kedua"])
            #expect(abs((probe.chapters.first?.start ?? 0) - base - 0.5) < 0.01)

            for (time, colour) in [(0.2, 0), (6, 0), (8.3, 2)] {
                let still = folder.appendingPathComponent("still.jpg")
                try await Still.take(from: file, probe, at: time, to: still)
                let rgb = try await SampleRecording.colour(of: still)
                #expect(rgb[colour] > 200 && rgb[2 - colour] < 60, "at \(time): \(rgb)")
            }
        }
    }

    @Test func `one part keeps every frame, and gets duration, cues, chapters and title`() async throws {
        try await Scratch.folder { folder in
            let part = folder.appendingPathComponent("part.mkv")
            try await SampleRecording.ramp(to: part)
            let title = "RLJJ-12 · a=b;c#d\\e"
            let file = folder.appendingPathComponent("out.mkv")
            let probe = try await RecordingRemux.remux(
                [.init(number: 1, file: part, firstFrame: begin, frames: 100)], to: file, title: title,
                chapters: [
                    .init(title: "Kesepakatan 1: [x]\nbaris=2", at: begin.advanced(bySeconds: 1)),
                    .init(title: "lewat", at: begin.advanced(bySeconds: 99)),
                ])
            #expect(probe.frames == 100)
            #expect(probe.title == title)
            #expect(
                probe.chapters.map(\.title) == [
                    "Kesepakatan 1: [x] baris=2", "lewat (dicatat setelah rekaman berakhir)",
                ])
            #expect(probe.sound?.codec == "opus")
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data([0x1C, 0x53, 0xBB, 0x6B])) != nil, "the file has Matroska cues")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["out.mkv", "part.mkv"])
        }
    }

    @Test func `a part without a frame is left out, parts that overlap follow one another`() async throws {
        try await Scratch.folder { folder in
            let (part, empty) = (folder.appendingPathComponent("p.mkv"), folder.appendingPathComponent("e.mkv"))
            try await SampleRecording.ramp(to: part, sound: false)
            try Data([0x1A, 0x45, 0xDF, 0xA3]).write(to: empty)
            let probe = try await RecordingRemux.remux(
                [
                    .init(number: 1, file: part, firstFrame: begin),
                    .init(number: 2, file: empty, firstFrame: begin.advanced(bySeconds: 1), frames: 0),
                    .init(number: 3, file: part, firstFrame: begin.advanced(bySeconds: 3.9)),
                ], to: folder.appendingPathComponent("out.mkv"), title: "x")
            #expect(probe.frames == 200)
            #expect(Set(probe.frameTimes).count == 200)
        }
    }

    @Test func `nothing recorded, or no program, leaves no file`() async throws {
        try await Scratch.folder { folder in
            let (empty, file) = (folder.appendingPathComponent("e.mkv"), folder.appendingPathComponent("out.mkv"))
            try Data().write(to: empty)
            await #expect(throws: RecordingFailure.nothingRecorded) {
                try await RecordingRemux.remux([.init(number: 1, file: empty, firstFrame: begin)], to: file, title: "x")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["e.mkv"])
        }
    }

    @Test func `three parts with holes in their numbers keep every frame and their order`() async throws {
        try await Scratch.folder { folder in
            let part = folder.appendingPathComponent("p.mkv")
            try await SampleRecording.ramp(to: part, sound: false)
            let parts = [10, 1, 3].map { number in
                let at = begin.advanced(bySeconds: Double(number) * 5)
                return RecordingRemux.Part(number: number, file: part, firstFrame: at, frames: 100)
            }
            let probe = try await RecordingRemux.remux(
                parts, to: folder.appendingPathComponent("out.mkv"), title: "x")
            #expect(probe.frames == 300)
            let zero = try #require(probe.first)
            #expect(probe.gaps(over: 0.5).map { (($0.to - zero) * 10).rounded() / 10 } == [10, 45])
        }
    }

    @Test func `a part that is missing, or holds none of the frames its room counted, is an error with its name`()
        async throws
    {
        try await Scratch.folder { folder in
            let (part, empty) = (folder.appendingPathComponent("p.mkv"), folder.appendingPathComponent("rko-2.mkv"))
            try await SampleRecording.ramp(to: part, sound: false)
            let file = folder.appendingPathComponent("out.mkv")
            let second = RecordingRemux.Part(
                number: 2, file: empty, firstFrame: begin.advanced(bySeconds: 5), frames: 100)
            for number in [1, 3] {
                await #expect(throws: RecordingFailure.missingOriginal(file: "rko-2.mkv")) {
                    try await RecordingRemux.remux(
                        [.init(number: number, file: part, firstFrame: begin), second], to: file, title: "x")
                }
            }
            try Data([0x1A, 0x45, 0xDF, 0xA3]).write(to: empty)
            await #expect(throws: RecordingFailure.noPicture(file: "rko-2.mkv")) {
                try await RecordingRemux.remux(
                    [.init(number: 1, file: part, firstFrame: begin), second], to: file, title: "x")
            }
            #expect(!FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func `chapters at one moment, in a gap and after the end are all there, each says where it moved`()
        async throws
    {
        try await Scratch.folder { folder in
            let part = folder.appendingPathComponent("p.mkv")
            try await SampleRecording.ramp(to: part, sound: false)
            let marks = [("satu", 1.0), ("dua", 1.0), ("jeda", 6), ("akhir", 30), ("penutup", 31), ("usai", 30)]
            let probe = try await RecordingRemux.remux(
                [
                    .init(number: 1, file: part, firstFrame: begin),
                    .init(number: 4, file: part, firstFrame: begin.advanced(bySeconds: 10)),
                ], to: folder.appendingPathComponent("out.mkv"), title: "x",
                chapters: marks.map { .init(title: $0.0, at: begin.advanced(bySeconds: $0.1)) })
            let (gap, after) = (" (dicatat dalam jeda rekaman)", " (dicatat setelah rekaman berakhir)")
            let titles = ["satu", "dua", "jeda" + gap, "akhir" + after, "penutup" + after, "usai" + after]
            #expect(Set(probe.chapters.map(\.title)) == Set(titles) && probe.chapters.count == titles.count)
            let starts = probe.chapters.map(\.start)
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }, "\(starts)")
            let zero = try #require(probe.first)
            #expect(abs(starts[2] - zero - 10) < 0.05, "the one in the gap is where the picture comes back")
            #expect(starts[3...].allSatisfy { $0 - zero > 13.8 && $0 - zero < 14.1 }, "\(starts)")
        }
    }
}
