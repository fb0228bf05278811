import Offices
import Testing

/// Who answers for what a person was given to do.
struct SuccessionTests {
    private let office = Bureau.kpp.id

    private func register(_ spans: [(name: String, from: Moment?, until: Moment?)]) throws -> ([Person], PeopleRegister)
    {
        let persons = try spans.map { span in
            var person = try Bureau.person(span.name)
            person.posts = [Post(role: .loKpp, office: office, from: span.from, until: span.until)]
            return person
        }
        return (persons, PeopleRegister(persons))
    }

    @Test("AC-119: a task follows from holder to holder, however often the post was handed over")
    func follows() throws {
        let (one, two) = (Bureau.hour(1), Bureau.hour(2))
        let (persons, register) = try register([
            ("Ani", nil, one), ("Baso", one, two), ("Citra", two, nil), ("Dewi", nil, nil),
        ])
        for (hour, name) in [(0.5, 0), (1, 1), (1.9, 1), (2, 2), (9, 2)] as [(Double, Int)] {
            let found = register.answering(for: persons[0].id, as: .loKpp, in: office, at: Bureau.hour(hour))
            #expect(found == persons[name].id, "after \(hour) hours")
        }
    }

    @Test("Whom nobody follows, and whom nobody knows, leaves the task to anybody who holds the role")
    func nobody() throws {
        let (persons, register) = try register([("Ani", nil, Bureau.hour(1)), ("Baso", Bureau.hour(2), nil)])
        let later = Bureau.hour(3)
        #expect(register.answering(for: persons[0].id, as: .loKpp, in: office, at: later) == nil)
        #expect(register.answering(for: PersonID(at: later), as: .loKpp, in: office, at: later) == nil)
        #expect(register.answering(for: persons[1].id, as: .ocKpp, in: office, at: later) == nil)
    }
}
