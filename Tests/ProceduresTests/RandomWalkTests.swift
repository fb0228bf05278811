import Offices
import Testing

@testable import Procedures

/// Random acts by random people: whatever happens, no act is done before what must come before it.
struct RandomWalkTests {
    /// SplitMix64, so that a failing walk can be walked again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let keys: [ActKey] =
        MeetingFixture.script.map(\.key) + [
            "P02.3/tell", "P02.4/receive@direktorat-pkp", "P02.4/receive@direktorat-tip", "P06.3@kpp-makassar/pdi",
            "P06.1@kpp-sorong", "P02.6", "P03.1", "P06.3@kpp-makassar", "P06.10@kpp-jayapura/pelayanan",
        ]
    static let actors: [Actor] = Array(Set(MeetingFixture.script.map { [$0.role.rawValue, "\($0.place)"] })).sorted {
        $0[0] + $0[1] < $1[0] + $1[1]
    }
    .compactMap { pair in Role(rawValue: pair[0]).map { MeetingFixture.actor($0, OfficeID(stringLiteral: pair[1])) } }
    static let outcomes: [Outcome?] =
        [
            nil, .decided("not-needed"), .contacted(["pelayanan"]),
            .notified(invited: [], directorates: [MeetingFixture.pkp]),
        ]
        + MeetingFixture.script.compactMap { $0.outcome }

    /// Half of the tries are open acts, so that a walk gets far; the rest is anything by anybody.
    private func attempt(_ proceedings: Proceedings, _ random: inout Seeded) -> (ActKey, Actor, Outcome?) {
        let anything = (
            Self.keys.randomElement(using: &random), Self.actors.randomElement(using: &random),
            Self.outcomes.randomElement(using: &random)
        )
        if Bool.random(using: &random), let open = proceedings.available().randomElement(using: &random) {
            let planned = MeetingFixture.script.first { $0.key == open.key }?.outcome
            let outcome = Int.random(in: 0..<4, using: &random) == 0 ? anything.2 ?? nil : planned
            return (open.key, MeetingFixture.actor(open.roles[0], open.office), outcome)
        }
        return (anything.0 ?? "P02.1", anything.1 ?? MeetingFixture.actor(.dirjen, .kantorPusat), anything.2 ?? nil)
    }

    private func isLegal(_ key: ActKey, in proceedings: Proceedings) throws -> Bool {
        let joined: [String: [ActKey]] = [
            "P02.5/receive": proceedings.copies(of: MeetingFixture.reference("P02.4")),
            "P09.3/record-video": proceedings.copies(of: MeetingFixture.reference("P09.1/display")),
        ]
        if let all = joined[key.act.description] {
            return !all.isEmpty && all.allSatisfy { proceedings.done($0) != nil }
        }
        let sections = Dictionary(
            uniqueKeysWithValues: proceedings.invited.map { ($0.id, proceedings.sections(of: $0.id)) })
        return try ExpectedOrder.before(key, sections: sections).allSatisfy {
            $0.contains { proceedings.done($0) != nil }
        }
    }

    @Test("No walk reaches a state in which a done act has an undone predecessor", arguments: 1...16)
    func neverBreaksTheOrder(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        var proceedings = try MeetingFixture.proceedings()
        var accepted: [ActKey] = []
        for _ in 0..<250 {
            let (key, actor, outcome) = attempt(proceedings, &random)
            let deed = MeetingFixture.Deed(key: key, role: actor.role, place: actor.office, outcome: outcome)
            let before = proceedings
            if proceedings.refusal(deed) == nil {
                #expect(try isLegal(key, in: before), "\(key) after \(accepted)")
                proceedings.replay([deed])
                accepted.append(key)
            }
        }
        #expect(accepted.first == "P02.1")
        #expect(
            accepted.count > 1
                || proceedings.branch(of: MeetingFixture.reference("P02.1")) == "not-needed-without-proposer")
        for key in proceedings.allDone.keys { #expect(try isLegal(key, in: proceedings), "\(key)") }
    }

    @Test("Walks get to the end of the meeting")
    func reachesTheEnd() throws {
        let reached = try (1...12).contains { seed in
            var random = Seeded(state: UInt64(seed) &* 7919)
            var proceedings = try MeetingFixture.proceedings()
            for _ in 0..<1500 where !proceedings.isFinished(.p09) {
                let (key, actor, outcome) = attempt(proceedings, &random)
                let deed = MeetingFixture.Deed(key: key, role: actor.role, place: actor.office, outcome: outcome)
                if proceedings.refusal(deed) == nil { proceedings.replay([deed]) }
            }
            return proceedings.isFinished(.p09)
        }
        #expect(reached)
    }
}
