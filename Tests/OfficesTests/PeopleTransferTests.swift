import Foundation
import Offices
import Testing

/// How posts end and pass on.
struct PeopleTransferTests {
    let directory: OfficeDirectory
    let ani: Person
    let baso: Person
    let citra: Person
    var register = PeopleRegister()
    let office = Bureau.kpp.id

    init() throws {
        directory = try Bureau.directory()
        (ani, baso, citra) = (try Bureau.person("Ani"), try Bureau.person("Baso"), try Bureau.person("Citra"))
        for person in [ani, baso, citra] { try register.enrol(person) }
        try register.appoint(ani.id, to: Post(role: .kepalaKpp, office: office), in: directory)
    }

    @Test("AC-119: the old post ends the moment the new one begins, and stays in its holder's history")
    func handsOver() throws {
        var changed = register
        let moment = Bureau.hour(5)
        let old = try changed.transfer(.kepalaKpp, in: office, to: baso.id, at: moment, directory: directory)
        #expect(old.name == "Ani")
        #expect(changed[ani.id]?.posts == [Post(role: .kepalaKpp, office: office, until: moment)])
        #expect(changed[baso.id]?.posts == [Post(role: .kepalaKpp, office: office, from: moment)])
        for (hours, name) in [(4.999, "Ani"), (5, "Baso"), (500, "Baso")] {
            #expect(changed.holders(of: .kepalaKpp, in: office, at: Bureau.hour(hours)).map(\.name) == [name])
        }
        #expect(register.holders(of: .kepalaKpp, in: office, at: Bureau.hour(6)).map(\.name) == ["Ani"], "a value")
    }

    @Test func passesASectionOn() throws {
        var changed = register
        let section = try Bureau.section("pelayanan")
        let post = Post(role: .kasiTerkaitKpp, office: office, section: section, from: Bureau.now)
        try changed.appoint(baso.id, to: post, in: directory)
        try changed.transfer(.kasiTerkaitKpp, in: office, to: citra.id, at: Bureau.hour(1), directory: directory)
        #expect(changed[citra.id]?.posts.last?.section == section)
        #expect(changed[baso.id]?.posts == [post.ended(at: Bureau.hour(1))])
    }

    @Test func refusesToPassOnWhatNobodyHolds() throws {
        var changed = register
        #expect(throws: PeopleRegister.Refusal.notHeld(.loKpp, office, by: nil)) {
            try changed.transfer(.loKpp, in: office, to: baso.id, at: Bureau.now, directory: directory)
        }
        #expect(throws: PeopleRegister.Refusal.notHeld(.kepalaKpp, office, by: "Citra")) {
            try changed.transfer(
                .kepalaKpp, in: office, from: citra.id, to: baso.id, at: Bureau.now, directory: directory)
        }
        #expect(throws: PeopleRegister.Refusal.self) {
            try changed.transfer(.kepalaKpp, in: office, to: ani.id, at: Bureau.now, directory: directory)
        }
        let stranger = PersonID(at: Bureau.now)
        #expect(throws: PeopleRegister.Refusal.nobody(stranger)) {
            try changed.transfer(.kepalaKpp, in: office, to: stranger, at: Bureau.now, directory: directory)
        }
        #expect(changed == register, "also the old post has not ended")
    }

    @Test func asksWhosePostOfSeveral() throws {
        var changed = register
        for person in [ani, baso] {
            try changed.appoint(person.id, to: Post(role: .ocKpp, office: office), in: directory)
        }
        #expect(throws: PeopleRegister.Refusal.severalHolders(.ocKpp, office, ["Ani", "Baso"])) {
            try changed.transfer(.ocKpp, in: office, to: citra.id, at: Bureau.now, directory: directory)
        }
        try changed.transfer(.ocKpp, in: office, from: baso.id, to: citra.id, at: Bureau.now, directory: directory)
        #expect(changed.holders(of: .ocKpp, in: office, at: Bureau.now).map(\.name) == ["Ani", "Citra"])
    }

    @Test func aSuccessorAlreadyAppointedIsInTheWay() throws {
        var changed = register
        try changed.end(.kepalaKpp, in: office, of: ani.id, at: Bureau.hour(10))
        try changed.appoint(baso.id, to: Post(role: .kepalaKpp, office: office, from: Bureau.hour(10)), in: directory)
        let before = changed
        #expect(throws: PeopleRegister.Refusal.self) {
            try changed.transfer(.kepalaKpp, in: office, to: citra.id, at: Bureau.hour(5), directory: directory)
        }
        #expect(changed == before)
    }

    @Test func endsAPostForGood() throws {
        var changed = register
        try changed.end(.kepalaKpp, in: office, of: ani.id, at: Bureau.hour(1))
        #expect(changed[ani.id]?.posts == [Post(role: .kepalaKpp, office: office, until: Bureau.hour(1))])
        for hours in [1.0, 2] {
            #expect(throws: PeopleRegister.Refusal.notHeld(.kepalaKpp, office, by: "Ani")) {
                try changed.end(.kepalaKpp, in: office, of: ani.id, at: Bureau.hour(hours))
            }
        }
    }

    @Test func endsTheSectionThatIsMeant() throws {
        var changed = register
        for name in ["pelayanan", "penagihan"] {
            let post = Post(role: .kasiTerkaitKpp, office: office, section: try Bureau.section(name))
            try changed.appoint(baso.id, to: post, in: directory)
        }
        #expect(throws: PeopleRegister.Refusal.severalSections(.kasiTerkaitKpp, office)) {
            try changed.end(.kasiTerkaitKpp, in: office, of: baso.id, at: Bureau.now)
        }
        try changed.end(
            .kasiTerkaitKpp, in: office, section: Bureau.section("penagihan"), of: baso.id, at: Bureau.now)
        #expect(changed[baso.id]?.inForce(at: Bureau.hour(1)).posts.map(\.section) == [try Bureau.section("pelayanan")])
    }
}
