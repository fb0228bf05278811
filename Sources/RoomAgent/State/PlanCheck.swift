import Offices
import RoomLink

/// What a plan must hold to before it reaches devices, sockets and pipelines.
enum PlanCheck {
    /// A plan that no honest service sends, in one line.
    struct Refusal: Error, Hashable {
        let line: String
    }

    private static let mostSites = 16
    private static let longestText = 1000
    /// A revision is a position in the service's journal: a thousand a second for two hundred thousand years. A larger one
    /// would make every later plan an old one.
    private static let revisions = 0...(Int64(1) << 53)
    /// From 2020 to 9999-12-31T23:59:59Z, which stands in a plan that asks for nothing and has no end.
    private static let expiries = Implausible.earliest...Moment(microseconds: 253_402_300_799_000_000)

    /// Refuses a plan with impossible addresses, texts, sites or numbers.
    static func check(_ plan: RoomPlan) throws(Refusal) {
        guard revisions.contains(plan.revision) else {
            throw Refusal(line: "found revision \(plan.revision); allowed: 0 to \(revisions.upperBound)")
        }
        guard expiries.contains(plan.expires) else {
            throw Refusal(
                line: "found expiry \(plan.expires); allowed: \(expiries.lowerBound) to \(expiries.upperBound)")
        }
        guard plan.meeting != nil || !(plan.record || plan.programme?.record ?? false) else {
            throw Refusal(line: "found a recording without a meeting; allowed: both or none")
        }
        try check(plan.screen.caption, "caption")
        if let send = plan.send { try check(send) }
        if let programme = plan.programme { try check(programme) }
        guard plan.uploads?.count ?? 0 <= RoomPlan.mostUploads else {
            throw Refusal(
                line: "found uploads of \(plan.uploads?.count ?? 0) meetings; allowed: \(RoomPlan.mostUploads)")
        }
        let numbers = [plan.probe?.number, plan.screen.take?.number].compactMap { $0 }
        guard numbers.allSatisfy({ (1...1_000_000).contains($0) }) else {
            throw Refusal(line: "found order \(numbers); allowed: 1 to 1000000")
        }
    }

    private static func check(_ programme: ProgrammePlan) throws(Refusal) {
        for (text, name) in [(programme.title, "title"), (programme.code, "code")] { try check(text, name) }
        for site in programme.sites { try check(site.label, "label") }
        let rooms = Set(programme.sites.map(\.room))
        guard rooms.count == programme.sites.count, rooms.count <= mostSites else {
            throw Refusal(line: "found \(programme.sites.count) sites; allowed: at most \(mostSites), each once")
        }
        for endpoint in programme.returns.values { try check(endpoint) }
    }

    private static func check(_ text: String, _ name: String) throws(Refusal) {
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
        guard isPlain, text.utf8.count <= longestText else {
            throw Refusal(line: "\(name): found \(text.utf8.count) bytes; allowed: one line of \(longestText)")
        }
    }

    private static func check(_ endpoint: Endpoint) throws(Refusal) {
        guard endpoint.isAddress else {
            throw Refusal(
                line: "found address \"\(endpoint.host.prefix(60))\":\(endpoint.port); allowed: a host and 1 to 65535")
        }
    }
}
