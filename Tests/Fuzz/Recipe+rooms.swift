import Engine
import Foundation
import Offices
import Procedures
import RoomLink

@testable import Cases
@testable import ControlRoom
@testable import Meetings

/// What rooms and people send over HTTP.
extension Recipe {
    static let rooms = [
        Recipe("facts") {
            try Samples.facts()
        } run: { bytes in
            for fact in try JSONDecoder().decode([FactEnvelope].self, from: Data(bytes)) {
                guard (try? fact.check(at: now)) != nil else { continue }
                demand(fact.occurredAt >= Implausible.earliest, "a fact of \(fact.occurredAt) passed")
                var meeting = try Stage.meeting()
                for room in Stage.rooms {
                    _ = meeting.consequences(of: fact.fact, from: room)
                    meeting.evolve(.fact(room: room, fact: fact), at: fact.occurredAt)
                }
                try Stage.look(at: meeting)
                _ = try EventCodec.draft(.fact(room: Stage.rooms[0], fact: fact), at: fact.occurredAt)
            }
        },
        Recipe("telemetry") {
            let full = Telemetry(
                plan: 12, frameRate: 25, brightness: 90, motion: 1.5, soundLevel: -23, freeDisk: 9_000_000_000,
                recordedSeconds: 12.5, spooled: 0, children: [.capture: .playing])
            return [Array(try JSONEncoder().encode(full))]
        } run: { bytes in
            let telemetry = try JSONDecoder().decode(Telemetry.self, from: Data(bytes))
            try telemetry.check()
            demand(telemetry.recordedSeconds?.isFinite ?? true, "endless seconds passed")
        },
        Recipe("seal") {
            [
                "{\"bytes\":5,\"sha256\":\"\(String(repeating: "ab", count: 32))\"}",
                "{\"received\":[0,1],\"complete\":false}",
            ]
            .map { Array($0.utf8) }
        } run: { bytes in
            _ = try? JSONDecoder().decode(UploadState.self, from: Data(bytes))
            _ = try JSONDecoder().decode(UploadSeal.self, from: Data(bytes))
        },
        Recipe("act") {
            Samples.acts()
        } run: { bytes in
            let request = try JSONDecoder().decode(ActRequest.self, from: Data(bytes))
            _ = try JSONDecoder().decode(ActRequest.self, from: JSONEncoder().encode(request))
        },
        Recipe("act-content") {
            try Samples.events("act.")
        } run: { bytes in
            guard
                case .act(let key, let actor, let content) = try JSONDecoder().decode(
                    MeetingEvent.self, from: Data(bytes))
            else { return }
            let meeting = try Stage.meeting()
            _ = try? meeting.check(content, key: key, at: now)
            _ = try? meeting.decide(key, content, by: actor, at: now)
        },
        Recipe("filing") {
            Samples.filings()
        } run: { bytes in
            let request = try JSONDecoder().decode(CaseRequest.self, from: Data(bytes))
            for form in Form.allCases {
                guard let fields = form.fields else { continue }
                let kept = try? FieldCheck.check(request.filing.fields, against: fields, at: now)
                for case .number(let number) in (kept ?? [:]).values {
                    demand(abs(number) <= 9_000_000_000_000_000, "\(number) passed a form")
                }
            }
        },
    ]
}
