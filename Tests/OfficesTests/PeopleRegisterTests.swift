import Foundation
import Offices
import Testing

/// Appointing, ending and handing over, and what the register refuses.
struct PeopleRegisterTests {
    let directory: OfficeDirectory
    let ani: Person
    let baso: Person
    let citra: Person
    var register = PeopleRegister()

    init() throws {
        directory = try Bureau.directory()
        ani = try Bureau.person("Ani", "198402292006042003")
        baso = try Bureau.person("Baso", "060090555")
        citra = try Bureau.person("Citra")
        for person in [ani, baso, citra] { try register.enrol(person) }
    }

    private func post(
        _ role: Role = .kepalaKpp, _ office: OfficeID = Bureau.kpp.id, section: String? = nil, from: Double? = 0,
        until: Double? = nil, acting: Acting? = nil
    ) -> Post {
        Post(
            role: role, office: office, section: section.flatMap { SectionID($0) }, from: from.map(Bureau.hour),
            until: until.map(Bureau.hour), acting: acting)
    }

    /// What the register says to an appointment, which must leave it as it was.
    private func refusal(_ person: Person, _ post: Post, in register: PeopleRegister) -> PeopleRegister.Refusal? {
        var changed = register
        do {
            try changed.appoint(person.id, to: post, in: directory)
            return nil
        } catch {
            #expect(changed == register, "a refusal changes nothing")
            #expect(!error.description.contains("\n"))
            return error
        }
    }

    @Test func findsPersonsByIdAndNumber() throws {
        #expect(register[ani.id]?.name == "Ani")
        #expect(register[try NIP(parsing: "060 090 555")]?.name == "Baso")
        #expect(register[PersonID(at: Bureau.now)] == nil)
        #expect(register[try NIP(parsing: "060090556")] == nil)
    }

    @Test func enrolsNobodyTwice() throws {
        var changed = register
        #expect(throws: PeopleRegister.Refusal.known("Ani")) { try changed.enrol(ani) }
        let double = try Bureau.person("Ani Dua", "19840229 200604 2 003")
        #expect(throws: PeopleRegister.Refusal.numberTaken(by: "Ani")) { try changed.enrol(double) }
        #expect(changed == register)
    }

    @Test func appointsForAPeriod() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(from: 0, until: 24), in: directory)
        #expect(changed.holders(of: .kepalaKpp, in: Bureau.kpp.id, at: Bureau.hour(23)).map(\.name) == ["Ani"])
        for hours in [-1.0, 24] {
            #expect(changed.holders(of: .kepalaKpp, in: Bureau.kpp.id, at: Bureau.hour(hours)).isEmpty)
        }
    }

    @Test func refusesWhatHasNoPlace() throws {
        let stranger = try Bureau.person("Dewi")
        #expect(refusal(stranger, post(), in: register) == .nobody(stranger.id))
        let ambon = try #require(OfficeID("kpp-ambon"))
        let unknown = try #require(refusal(ani, post(.kepalaKpp, ambon), in: register))
        #expect(unknown == .office(ambon, allowed: directory.offices.map(\.id)))
        #expect(unknown.description.contains("kpp-makassar"))
        let misplaced = try #require(refusal(ani, post(.dirjen), in: register))
        #expect(misplaced == .role(.dirjen, Bureau.kpp))
        #expect(misplaced.description.contains("allowed there: kepala-kpp, lo-kpp"))
        let section = post(.kasiTerkaitKpp, section: "dapur")
        let lost = try #require(refusal(ani, section, in: register))
        #expect(lost.description.contains("allowed: pelayanan, penagihan"))
    }

    @Test(arguments: [(0.0, 0.0), (1, 0)])
    func refusesAPeriodThatDoesNotLast(from: Double, until: Double) {
        #expect(refusal(ani, post(from: from, until: until), in: register) == .period)
    }

    @Test(
        "AC-119: an office has one regular head at a time",
        arguments: [(nil, nil, true), (23, nil, true), (24, nil, false), (nil, 0, false), (-5, 1, true)])
    func oneHeadAtATime(from: Double?, until: Double?, isRefused: Bool) throws {
        var changed = register
        try changed.appoint(ani.id, to: post(from: 0, until: 24), in: directory)
        let found = refusal(baso, post(from: from, until: until), in: changed)
        #expect(
            (found == .held(by: "Ani", post(from: 0, until: 24), .wita)) == isRefused, "\(String(describing: found))")
    }

    @Test(
        "AC-119: a section has one regular head at a time, other sections theirs",
        arguments: [("pelayanan", true), ("penagihan", false)])
    func oneHeadOfASection(section: String, isRefused: Bool) throws {
        var changed = register
        try changed.appoint(ani.id, to: post(.kasiTerkaitKpp, section: "pelayanan"), in: directory)
        #expect((refusal(baso, post(.kasiTerkaitKpp, section: section), in: changed) != nil) == isRefused)
    }

    @Test func knowsWhereSectionsAreNotListed() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(.kabagKasubdit, Bureau.pkp.id), in: directory)
        #expect(refusal(baso, post(.kabagKasubdit, Bureau.pkp.id), in: changed) == nil, "another Subdirektorat")
        try changed.appoint(citra.id, to: post(.kabagKasubdit, Bureau.pkp.id, section: "penilaian"), in: directory)
        #expect(refusal(baso, post(.kabagKasubdit, Bureau.pkp.id, section: "penilaian"), in: changed) != nil)
    }

    @Test func letsManyHoldWhatManyMayHold() throws {
        var changed = register
        for person in [ani, baso] { try changed.appoint(person.id, to: post(.ocKpp), in: directory) }
        #expect(changed.holders(of: .ocKpp, in: Bureau.kpp.id, at: Bureau.hour(1)).map(\.name) == ["Ani", "Baso"])
    }

    @Test func refusesTheSamePostTwice() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(.ocKpp, from: 0, until: 24), in: directory)
        for (from, until) in [(0.0, 24.0), (23, 48), (-5, 1)] {
            #expect(
                refusal(ani, post(.ocKpp, from: from, until: until), in: changed)
                    == .overlap("Ani", post(.ocKpp, from: 0, until: 24), .wita))
        }
        #expect(refusal(ani, post(.ocKpp, from: 24), in: changed) == nil)
        #expect(refusal(ani, post(.loKpp, from: 0, until: 24), in: changed) == nil, "another role, at once, is allowed")
    }

    // MARK: - Standing in

    @Test("AC-022, AC-077: whoever stands in has an order with both dates", arguments: [Acting.Kind.plh, .plt])
    func actingNeedsBothDates(kind: Acting.Kind) throws {
        let acting = try Bureau.acting(kind, for: "Ani")
        for (from, until) in [(nil, 24.0), (0.0, nil), (nil, nil)] as [(Double?, Double?)] {
            #expect(refusal(baso, post(from: from, until: until, acting: acting), in: register) == .actingDates(kind))
        }
        #expect(refusal(baso, post(from: 0, until: 24, acting: acting), in: register) == nil)
    }

    @Test func actingTakesTheHoldersNameFromTheRegister() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(), in: directory)
        try changed.appoint(baso.id, to: post(from: 0, until: 24, acting: try Bureau.acting()), in: directory)
        #expect(changed[baso.id]?.posts.last?.acting?.holder?.text == "Ani")
        #expect(
            changed.holders(of: .kepalaKpp, in: Bureau.kpp.id, acting: true, at: Bureau.now).map(\.name) == ["Baso"])
        #expect(changed.holders(of: .kepalaKpp, in: Bureau.kpp.id, at: Bureau.now).map(\.name) == ["Ani"])
    }

    @Test func plhNeedsAHolderAndPltDoesNot() throws {
        #expect(refusal(baso, post(from: 0, until: 24, acting: try Bureau.acting(.plh)), in: register) == .actingHolder)
        #expect(refusal(baso, post(from: 0, until: 24, acting: try Bureau.acting(.plt)), in: register) == nil)
    }

    @Test("AC-118: nobody stands in for himself", arguments: ["Ani", "ANI", nil])
    func nobodyStandsInForHimself(name: String?) throws {
        var changed = register
        try changed.appoint(ani.id, to: post(), in: directory)
        #expect(
            refusal(ani, post(from: 0, until: 24, acting: try Bureau.acting(for: name)), in: changed) == .himself("Ani")
        )
    }

    @Test func holderOfTheOfficeStandsInForNobodyThere() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(), in: directory)
        #expect(
            refusal(ani, post(from: 0, until: 24, acting: try Bureau.acting(for: "Baso")), in: changed)
                == .himself("Ani"))
    }

    @Test func oneStandsInAtATime() throws {
        var changed = register
        try changed.appoint(ani.id, to: post(), in: directory)
        try changed.appoint(baso.id, to: post(from: 0, until: 24, acting: try Bureau.acting()), in: directory)
        let found = try #require(refusal(citra, post(from: 23, until: 48, acting: try Bureau.acting()), in: changed))
        #expect(found.description.contains("\"Baso\" is Plh., from"))
        #expect(refusal(citra, post(from: 24, until: 48, acting: try Bureau.acting()), in: changed) == nil)
    }
}
