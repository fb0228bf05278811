import Offices
import Testing

@testable import Procedures

/// Random acts by random people in every course.
struct CourseWalkTests {
    private typealias Try = (key: ActKey, actor: Actor, outcome: Outcome?)

    private static func keys(of course: Course) throws -> [ActKey] {
        let offices: [OfficeID] = ["kpp", "kanwil", "direktorat", "direktorat-lain", "rko", "kantor-asing"]
        return try Procedures.load().all.filter { $0.code == .p01 || course.codes.contains($0.code) }.flatMap(\.acts)
            .flatMap { act -> [ActKey] in
                let places = offices.map { ActKey(act.reference, office: $0) }
                return [ActKey(act.reference)] + places
                    + places.map { ActKey($0.act, office: $0.office, section: "satu") }
            }
    }

    /// Two of three tries are at open acts, most of them by who may; the rest is anything by anybody.
    private func attempt(in play: CoursePlay, of keys: [ActKey], _ random: inout RandomWalkTests.Seeded) throws -> Try {
        let any = try #require(keys.randomElement(using: &random))
        let open = play.proceedings.available().randomElement(using: &random)?.key
        let key = Int.random(in: 0..<3, using: &random) == 0 ? any : open ?? any
        let outcomes: [Outcome?] = [
            nil, .decided("needed"), .contacted(["satu"]), .releasedOffice("kpp"), .releasedSection("dua"),
            play.sample(key),
        ]
        let branch = play.proceedings.procedures[key.act]?.branches.randomElement(using: &random)
        let isOdd = Int.random(in: 0..<5, using: &random) == 0
        let outcome =
            isOdd ? outcomes.randomElement(using: &random) ?? nil : branch.map { .decided($0.id) } ?? play.sample(key)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return (key, play.actor(key, as: Role.allCases.randomElement(using: &random)), outcome)
        case 1: return (key, play.recorder(key) ?? play.actor(key), outcome)
        default: return (key, play.actor(key), outcome)
        }
    }

    @Test(
        "AC-068, AC-116: nothing is accepted that was not open to that officer, and a refusal changes nothing",
        arguments: Course.allCases, 1...3)
    func acceptsOnlyWhatIsOpen(course: Course, seed: Int) throws {
        var random = RandomWalkTests.Seeded(state: UInt64(seed))
        let invited = CoursePlay.region.filter { $0.kind == .kpp || $0.kind == .kanwil }
        var play = try CoursePlay(course, inviting: invited)
        let keys = try Self.keys(of: course)
        var (accepted, refused) = (0, 0)
        for _ in 0..<250 {
            if play.proceedings.isFinished { play = try CoursePlay(course, inviting: invited) }
            let (key, actor, outcome) = try attempt(in: play, of: keys, &random)
            let before = play.proceedings
            let open = before.available().first { $0.key == key }
            do throws(Proceedings.Refusal) {
                try play.attempt(key, by: actor, carrying: outcome)
                accepted += 1
                let role = actor.order?.official.role ?? actor.role
                #expect(open?.roles.contains(role) == true, "\(key) by \(role)")
                #expect(before.missing(for: key).isEmpty, "\(key)")
            } catch {
                refused += 1
                #expect(play.proceedings == before && play.proceedings.available() == before.available())
            }
        }
        #expect(accepted > 3 && refused > 20, "\(accepted) accepted, \(refused) refused")
    }
}
