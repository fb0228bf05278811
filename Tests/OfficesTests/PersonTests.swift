import Foundation
import Offices
import Testing

struct PersonTests {
    let nine = Moment(microseconds: 1_795_000_000_000_000)

    @Test(
        "AC-119: a role is held for a period in one office",
        arguments: [(-1.0, false), (0, true), (59, true), (60, false)])
    func holdsARoleForAPeriod(seconds: Double, holds: Bool) throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let post = Post(role: .ocKpp, office: office, from: nine, until: nine.advanced(bySeconds: 60))
        #expect(post.holds(.ocKpp, in: office, at: nine.advanced(bySeconds: seconds)) == holds)
    }

    @Test func holdsNoOtherRoleAndNoOtherOffice() throws {
        let makassar = try #require(OfficeID("kpp-makassar"))
        let jayapura = try #require(OfficeID("kpp-jayapura"))
        let person = Person(
            id: PersonID(at: nine), name: "Ani", nip: nil, posts: [Post(role: .ocKpp, office: makassar)])
        #expect(person.holds(.ocKpp, in: makassar, at: nine))
        #expect(!person.holds(.ocKpp, in: jayapura, at: nine))
        #expect(!person.holds(.loKpp, in: makassar, at: nine))
        #expect(person.actor(as: .loKpp, in: makassar, at: nine) == nil)
    }

    @Test func actsInAPostInForce() throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let later = nine.advanced(bySeconds: 1)
        let person = Person(
            id: PersonID(at: nine), name: "Ani", nip: nil, posts: [Post(role: .ocKpp, office: office, from: later)])
        #expect(person.actor(as: .ocKpp, in: office, at: nine) == nil)
        let actor = try #require(person.actor(as: .ocKpp, in: office, at: later))
        #expect(actor == Actor(id: person.id, name: "Ani", role: .ocKpp, office: office))
    }

    @Test func actsForItsOwnSectionOnly() throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let own = try #require(SectionID("pelayanan"))
        let other = try #require(SectionID("penagihan"))
        let person = Person(
            id: PersonID(at: nine), name: "Ani", nip: nil,
            posts: [Post(role: .kasiTerkaitKpp, office: office, section: own)])
        #expect(person.actor(as: .kasiTerkaitKpp, in: office, section: own, at: nine)?.section == own)
        #expect(person.actor(as: .kasiTerkaitKpp, in: office, section: other, at: nine) == nil)
        #expect(person.actor(as: .kasiTerkaitKpp, in: office, at: nine)?.section == own)
    }

    @Test func isReadBackAsWritten() throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let person = Person(
            id: PersonID(at: nine), name: "Ani", nip: try NIP(parsing: "198402292006042003"),
            posts: [Post(role: .kasiTerkaitKpp, office: office, section: SectionID("pelayanan"), from: nine)])
        #expect(try JSONDecoder().decode(Person.self, from: JSONEncoder().encode(person)) == person)
    }

    @Test(
        "AC-022, AC-077: an acting post holds within the two dates of its order alone",
        arguments: [(true, true, true), (true, false, false), (false, true, false), (false, false, false)])
    func actsByAnOrderWithBothDates(hasFrom: Bool, hasUntil: Bool, holds: Bool) throws {
        let acting = Acting(kind: .plh, order: try #require(Line("ND-12")), holder: Line("Bimo"))
        let post = Post(
            role: .dirjen, office: .kantorPusat, from: hasFrom ? nine : nil,
            until: hasUntil ? nine.advanced(bySeconds: 60) : nil, acting: acting)
        let person = Person(id: PersonID(at: nine), name: "Ani", nip: nil, posts: [post])
        #expect(person.holds(.dirjen, in: .kantorPusat, at: nine) == holds)
        #expect(person.actor(as: .dirjen, in: .kantorPusat, at: nine)?.acting == (holds ? acting : nil))
        #expect(!person.holds(.dirjen, in: .kantorPusat, at: nine.advanced(bySeconds: 60)))
        #expect(person.inForce(at: nine).posts == (holds ? [post] : []))
    }

    @Test func actsAsTheRegularHolderWherePossible() throws {
        let office = try #require(OfficeID("kpp-makassar"))
        let acting = Acting(kind: .plt, order: try #require(Line("ND-12")))
        let later = nine.advanced(bySeconds: 60)
        let posts = [
            Post(role: .ocKpp, office: office, from: nine, until: later, acting: acting),
            Post(role: .ocKpp, office: office),
        ]
        let person = Person(id: PersonID(at: nine), name: "Ani", nip: nil, posts: posts)
        let actor = try #require(person.actor(as: .ocKpp, in: office, at: nine))
        #expect(actor.acting == nil)
    }

    @Test func readsActorsOfEarlierJournals() throws {
        let early = #"{"id":"019a0000-0000-7000-8000-000000000001","name":"Sari","office":"rko","role":"operator-rko"}"#
        let actor = try JSONDecoder().decode(Actor.self, from: Data(early.utf8))
        #expect((actor.acting, actor.order, actor.section) == (nil, nil, nil))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(actor), as: UTF8.self) == early)
    }
}
