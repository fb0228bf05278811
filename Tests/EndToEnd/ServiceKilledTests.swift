import Foundation
import Offices
import RoomLink
import Testing

extension EndToEnd {
    /// The service dies in the middle of a meeting and comes back.
    @Suite(.serialized)
    struct ServiceKilledTests {
        /// YAML of a name that would end a launch description, a page or a command, were it ever part of one.
        private static let hostile = #"'Ruang "Rapat" ! queue ! <b>&amp;</b> ''x'' % \n $(id)'"#
        private static let drawn = #"Ruang "Rapat" ! queue ! <b>&amp;</b> 'x' % \n $(id)"#

        @Test("the service killed with SIGKILL while recording: no programme frame lost, no act lost")
        func losesNoFrameAndNoAct() async throws {
            let rename = ["Ruang RLJJ KPP Pratama Jayapura": Self.hostile]
            try await LiveStage.with(rename: rename) { stage in
                try await stage.play(through: "memperbaiki kesepakatan 2")
                let killed = stage.killService()
                let before = stage.acts
                try await stage.recordsOn("programme-1.mkv", in: "rko", bytes: 150_000)
                try await stage.startService()
                let back = Moment(Date())
                try await stage.playToTheEnd()
                let dossier = try await stage.evidence()

                try await expectWholeProgramme(dossier, from: killed, to: back)
                #expect(dossier.acts.starts(with: before), "acknowledged before the kill, and lost")
                #expect(isContained(stage.acts, in: dossier.acts), "an acknowledged act is not in the journal")
                let ran = try await Ran.built("rljj", ["verify", dossier.folder.path], in: TestFolder.make())
                #expect(ran.status == 0, "\(ran.output) \(ran.error)")
                let text = try await Measured.words(of: dossier.file("laporan.pdf"))
                #expect(text.contains(Self.drawn), "the hostile name is not drawn literally")
            }
        }

        /// Whether all of `acts` are in the journal in this order, perhaps with others between them.
        private func isContained(_ acts: [String], in journal: [String]) -> Bool {
            var rest = acts[...]
            for act in journal where act == rest.first { rest.removeFirst() }
            return rest.isEmpty
        }

        private func expectWholeProgramme(_ dossier: Dossier, from killed: Moment, to back: Moment) async throws {
            #expect(dossier.parts(of: "rko", .programme).count == 1)
            #expect(dossier.losses.isEmpty, "\(dossier.losses)")
            let film = try await Film.read(dossier.file("programme.mkv"))
            let (from, to) = (
                killed.seconds(since: dossier.summary.started), back.seconds(since: dossier.summary.started)
            )
            #expect(from > 3 && to < dossier.summary.seconds, "the kill was not in the middle of the meeting")
            let torn = film.steps(over: 0.045).filter { $0.to > from - 1 && $0.from < to + 3 }
            #expect(torn.isEmpty, "killed at \(from) s, back at \(to) s: \(torn)")
            let during = film.times.count { (from...to).contains($0) }
            #expect(abs(Double(during) - (to - from) * 25) <= 2, "\(during) frames in \(to - from) s")
            #expect(abs(try #require(film.duration) - dossier.summary.seconds) < 0.5)
            for room in dossier.summary.rooms.map(\.room) {
                let recording = try await Film.read(dossier.file("rooms/\(room).mkv"))
                #expect(recording.steps(over: 0.08).isEmpty, "\(room): \(recording.steps(over: 0.08))")
            }
        }
    }
}
