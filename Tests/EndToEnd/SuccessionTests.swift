import Foundation
import Meetings
import Offices
import RoomLink
import Testing

extension EndToEnd {
    /// Meetings that follow one another in the same rooms.
    @Suite(.serialized)
    struct SuccessionTests {
        @Test("Three meetings in a row in the same rooms: each has its device tests, its screens, its recordings")
        func threeInARow() async throws {
            try await LiveStage.with { stage in
                var earlier: Set<RecordingPart> = []
                for number in 1...3 {
                    stage.beginAnew()
                    try await stage.playToTheEnd()
                    let dossier = try await stage.evidence()
                    #expect(dossier.summary.meeting == "RLJJ-\(number)")
                    for case .act(_, _, .closing(let unconfirmed)) in dossier.events {
                        #expect(unconfirmed.isEmpty, "RLJJ-\(number) was ended with a reason instead of a picture")
                    }
                    expectOwnOrders(dossier)
                    let parts = Set(dossier.starts.map(\.part))
                    #expect(dossier.starts.count == dossier.summary.rooms.count + 1)
                    #expect(parts.isDisjoint(with: earlier))
                    earlier.formUnion(parts)
                    let ran = try await Ran.built("rljj", ["verify", dossier.folder.path], in: TestFolder.make())
                    #expect(ran.status == 0, "\(ran.output) \(ran.error)")
                }
            }
        }

        /// Every meeting counts its orders from 1, and every answer is of the meeting that asked.
        private func expectOwnOrders(_ dossier: Dossier) {
            let first = dossier.events.compactMap { event -> OfficeID? in
                if case .probeOrdered(let office, 1) = event { office } else { nil }
            }
            #expect(first.count == dossier.summary.rooms.count)
            let answers = dossier.envelopes.filter { envelope in
                switch envelope.fact {
                case .probed, .screenTaken: true
                default: false
                }
            }
            let meetings = Set(dossier.starts.map(\.part.meeting))
            #expect(meetings.count == 1 && Set(answers.compactMap(\.meeting)) == meetings)
            let answered = answers.compactMap { if case .probed(let report) = $0.fact { report.number } else { nil } }
            #expect(answered.count { $0 == 1 } == dossier.summary.rooms.count)
        }
    }
}
