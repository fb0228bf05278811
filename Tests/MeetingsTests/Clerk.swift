import Documents
import Meetings
import Offices
import Procedures
import Testing

/// A play whose acts issue their papers, with a register of numbers of its own.
struct Clerk {
    var play: Play
    var numbers = NumberRegister()
    private let correspondence: Correspondence

    init(_ play: Play) throws {
        self.play = play
        correspondence = try Correspondence.load()
    }

    var meeting: Meeting { play.meeting }

    /// A meeting to which offices and directorates have been notified.
    static func notified(
        _ offices: [Office] = [Play.makassar, Play.jayapura], startsIn seconds: Double = 120,
        directorates: [Office] = [Play.proposer]
    ) throws -> Clerk {
        var clerk = try Clerk(try Play())
        let start = clerk.play.now.advanced(bySeconds: seconds)
        let decision = try Play.decision(proposer: directorates.first?.id)
        try clerk.act("P02.1", .decided(decision: decision, number: 1, host: Play.site(Play.host)))
        try clerk.act("P02.2")
        var notice = try clerk.play.notice(offices, directorates: directorates)
        notice.start = start
        try clerk.act("P02.3/notify", .noticed(notice: notice))
        return clerk
    }

    /// A meeting in which a KPP's section is about to hand in its materials.
    static func drafting() throws -> Clerk {
        var clerk = try notified()
        try clerk.act("P06.1@kpp-makassar")
        try clerk.act("P06.2@kpp-makassar", .contacted(sections: Play.makassar.sections.map(\.id)))
        try clerk.act("P06.3@kpp-makassar/pelayanan")
        return clerk
    }

    /// Decides an act and takes it with its papers.
    mutating func act(_ key: String, _ content: ActContent = .plain) throws {
        let events = try play.decide(key, content) + issues(key, content)
        play.take(events)
        for case .paper(let issue) in events {
            if let number = issue.number { try numbers.record(number, of: Play.host, at: play.now) }
        }
    }

    func issues(_ text: String, _ content: ActContent) throws -> [MeetingEvent] {
        let key = try #require(ActKey(text))
        let means = Meeting.Means(correspondence: correspondence, numbers: numbers, now: play.now)
        return try meeting.issues(of: content, key: key, by: play.actor(for: key), with: means)
    }
}

extension Draft {
    var text: String { paragraphs.map(\.text).joined(separator: "\n") }
}
