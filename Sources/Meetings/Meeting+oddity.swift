import Offices
import Procedures
import RoomLink

extension Meeting {
    /// Why no service can have decided on this event after those before it; `nil` when nothing speaks against it.
    ///
    /// Evolving never asks: whoever reads a journal that others made asks here first.
    package func oddity(of event: MeetingEvent) -> String? {
        switch event {
        case .act(_, _, let content): oddity(of: content)
        case .fact(let room, let envelope): oddity(of: envelope.fact, from: room)
        case .probeOrdered(_, let number): number < 1 ? "device test \(number) was ordered" : nil
        case .stored(let recording): oddity(of: recording.part, from: recording.room)
        case .givenUp(let recording): oddity(of: recording.part, from: recording.room)
        case .live, .closed, .screenChecked, .opened, .paper, .assigned, .replaced: nil
        }
    }

    private func oddity(of content: ActContent) -> String? {
        switch content {
        case .noticed(let notice) where !Notice.minutesAllowed.contains(notice.minutes):
            "a meeting of \(notice.minutes) minutes was noticed"
        case .noted(let number, _) where number != agreements.count + 1:
            "agreement \(number) was noted after \(agreements.count)"
        case .corrected(let number, let version, _) where agreement(number)?.version != version:
            "version \(version) of agreement \(number) was corrected, which there is not"
        case .displayed(let shown, _) where isMissing(shown): "page \(shown.page) was shown, which there is not"
        case .turned(_, let shown) where isMissing(shown): "page \(shown.page) was turned to, which there is not"
        case .aired(.agreement(let number, let version), _) where agreement(number)?.version != version:
            "version \(version) of agreement \(number) was put on air, which there is not"
        case .aired(.agreements(let page), _) where display?.pages.numbered(page) == nil:
            "page \(page) of the agreements was put on air, which there is not"
        default: nil
        }
    }

    private func isMissing(_ shown: PageShown) -> Bool {
        materials.last { $0.file == shown.file }?.pages.numbered(shown.page) == nil
    }

    private func oddity(of fact: RoomFact, from room: RoomID) -> String? {
        switch fact {
        case .recordingStarted(let start): oddity(of: start.part, from: room)
        case .recordingEnded(let end): oddity(of: end.part, from: room)
        case .disturbed(let disturbance):
            disturbance.to.map { $0 < disturbance.from } == true
                ? "what \(room) lacked was over before it began" : nil
        default: nil
        }
    }

    private func oddity(of part: RecordingPart, from room: RoomID) -> String? {
        part.number < 1 ? "part \(part.number) of \(room) was recorded" : nil
    }
}
