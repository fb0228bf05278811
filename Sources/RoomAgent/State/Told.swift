import Digests
import Offices
import RoomLink

/// What the room has said already and must not say again after a restart.
struct Told: Codable, Hashable, Sendable {
    /// The last orders answered, of each of the last meetings: every meeting counts its orders from 1.
    private(set) var answers: [MeetingID: Answers] = [:]
    /// What was last told of each surface.
    var shown: [String: Shown] = [:]
    /// What the meeting lacks now.
    var disturbances = DisturbanceBook()
    /// What was answered when numbers were kept without their meeting.
    private var earlier: Answers?

    /// The numbers of the last orders answered.
    struct Answers: Codable, Hashable, Sendable {
        var probe: Int?
        var screen: Int?
    }

    /// The page that a surface showed, in which meeting.
    struct Shown: Codable, Hashable, Sendable {
        var meeting: MeetingID?
        var page: ContentHash?
    }

    private enum CodingKeys: CodingKey { case answers, shown, disturbances, probe, screen }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        answers = try container.decodeIfPresent([MeetingID: Answers].self, forKey: .answers) ?? [:]
        shown = try container.decodeIfPresent([String: Shown].self, forKey: .shown) ?? [:]
        disturbances = try container.decodeIfPresent(DisturbanceBook.self, forKey: .disturbances) ?? DisturbanceBook()
        let probe = try container.decodeIfPresent(Int.self, forKey: .probe)
        let screen = try container.decodeIfPresent(Int.self, forKey: .screen)
        if probe != nil || screen != nil { earlier = Answers(probe: probe, screen: screen) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(answers, forKey: .answers)
        try container.encode(shown, forKey: .shown)
        if disturbances != DisturbanceBook() { try container.encode(disturbances, forKey: .disturbances) }
    }

    /// The meeting to which numbers belong that were kept without one: the one that the room serves.
    mutating func assign(to meeting: MeetingID?) {
        if let meeting, let earlier { answers[meeting] = earlier }
        earlier = nil
    }

    /// Forgets every answer: the service's state was set back, and its meetings count their orders anew.
    mutating func forgetAnswers() { answers = [:] }

    /// Whether an order of a meeting still waits for its answer.
    func lacks(_ order: ProbeOrder, of meeting: MeetingID) -> Bool { answers[meeting]?.probe != order.number }

    /// Whether an order of a meeting still waits for its answer.
    func lacks(_ order: ScreenOrder, of meeting: MeetingID) -> Bool { answers[meeting]?.screen != order.number }

    mutating func answer(_ order: ProbeOrder, of meeting: MeetingID) { change(meeting) { $0.probe = order.number } }

    mutating func answer(_ order: ScreenOrder, of meeting: MeetingID) { change(meeting) { $0.screen = order.number } }

    /// More meetings than a room ever prepares at once.
    private static let mostMeetings = 32

    private mutating func change(_ meeting: MeetingID, _ edit: (inout Answers) -> Void) {
        edit(&answers[meeting, default: Answers()])
        // An id tells when its meeting was opened.
        while answers.count > Self.mostMeetings, let oldest = answers.keys.min() { answers[oldest] = nil }
    }
}
