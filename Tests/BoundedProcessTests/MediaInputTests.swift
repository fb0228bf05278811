import Foundation
import Testing

@testable import BoundedProcess

/// What ffmpeg opens when a file is not what it is said to be.
struct MediaInputTests {
    /// A film under a name of its own, and play lists that lead to it.
    private func lists(in folder: URL) async throws -> (film: URL, lists: [URL]) {
        let film = folder.appending(path: "film.mkv")
        _ = try await Program.ffmpeg.run([
            "-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x36", "-c:v", "libx264", film.path,
        ])
        let texts = [
            "ffconcat version 1.0\nfile 'film.mkv'\n",
            "ffconcat version 1.0\nfile 'file:\(film.path)'\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:\(film.path)\n#EXT-X-ENDLIST\n",
            "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>\(film.path)</BaseURL></MPD>",
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        ]
        let lists = try texts.enumerated().map { index, text in
            let list = folder.appending(path: "\(index).mkv")
            try Data(text.utf8).write(to: list)
            return list
        }
        return (film, lists)
    }

    @Test func `a play list is no recording, no clip and no picture`() async throws {
        try await Scratch.folder { folder in
            let (film, lists) = try await lists(in: folder)
            let show = ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0"]
            let own = MediaInput.recording(film)
            #expect(try await Program.ffprobe.run(show + own.arguments, reading: own.files).text == "h264\n")
            // Unconfined and in the film's folder: the arguments alone must refuse it.
            for list in lists {
                for input in [MediaInput.recording(list), .clip(list), .wave(list), .metadata(list)] {
                    let found = try? await Program.ffprobe.run(show + input.arguments, in: folder).text
                    #expect(found?.contains("h264") != true, "\(list.lastPathComponent) \(input.arguments)")
                }
                #expect(await MediaInput.picture(list) == nil)
            }
        }
    }

    @Test func `a list of recordings leads nowhere but to its own folder, and to recordings`() async throws {
        try await Scratch.folder { folder in
            let (film, _) = try await lists(in: folder)
            let below = folder.appending(path: "below")
            try FileManager.default.createDirectory(at: below, withIntermediateDirectories: false)
            try FileManager.default.copyItem(at: film, to: below.appending(path: "piece.mkv"))
            let list = below.appending(path: "pieces.txt")
            func frames(_ name: String) async throws -> String {
                try Data("ffconcat version 1.0\nfile '\(name)'\n".utf8).write(to: list)
                let input = MediaInput.list(list)
                return try await Program.ffprobe.run(
                    ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0"] + input.arguments, in: below
                ).text
            }
            #expect(try await frames("piece.mkv") == "h264\n")
            for name in ["../film.mkv", film.path, "file:\(film.path)", "http://127.0.0.1:9/film.mkv"] {
                #expect((try? await frames(name)) ?? "" == "", "\(name)")
            }
        }
    }

    @Test func `a picture is what begins as one`() async throws {
        try await Scratch.folder { folder in
            for name in ["a.png", "b.jpg"] {
                let file = folder.appending(path: name)
                _ = try await Program.ffmpeg.run([
                    "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x36", "-frames:v", "1", file.path,
                ])
                let bare = folder.appending(path: "bare-\(name.prefix(1))")
                try FileManager.default.moveItem(at: file, to: bare)
                let input = try #require(await MediaInput.picture(bare))
                let show = ["-v", "error", "-show_entries", "stream=width", "-of", "csv=p=0"]
                #expect(try await Program.ffprobe.run(show + input.arguments, reading: input.files).text == "64\n")
            }
            #expect(await MediaInput.picture(folder.appending(path: "none")) == nil)
        }
    }
}
