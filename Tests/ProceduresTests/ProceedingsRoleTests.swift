import Offices
import Testing

@testable import Procedures

struct ProceedingsRoleTests {
    static let script = MeetingFixture.script

    @Test(
        "AC-022, AC-059, AC-061, AC-065, AC-075, AC-076, AC-081, AC-121: each act by its own role and no other",
        arguments: script.indices)
    func refusesEveryOtherRole(index: Int) throws {
        let deed = Self.script[index]
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script[..<index])
        for role in Role.allCases where role != deed.role {
            let place = role.officeKind == .kantorPusat ? OfficeID.kantorPusat : deed.key.office ?? "rko"
            let refusal = proceedings.refusal(deed, by: MeetingFixture.actor(role, place))
            guard case .wrongRole(let found, let needed)? = refusal?.reason else {
                Issue.record("\(role): \(String(describing: refusal))")
                continue
            }
            #expect(found == role)
            #expect(needed == [deed.role])
        }
        #expect(proceedings.refusal(deed) == nil)
    }

    @Test(
        "AC-068: an officer of one KPP acts in no other KPP's case",
        arguments: MeetingFixture.preparation(MeetingFixture.jayapura, ["pelayanan"]))
    func refusesTheSameRoleOfAnotherOffice(deed: MeetingFixture.Deed) throws {
        var proceedings = try MeetingFixture.proceedings()
        let index = try #require(Self.script.firstIndex { $0.key == deed.key })
        proceedings.replay(Self.script[..<index])
        let stranger = MeetingFixture.actor(deed.role, "kpp-makassar")
        let refusal = try #require(proceedings.refusal(deed, by: stranger))
        #expect(refusal.reason == .wrongOffice(found: "kpp-makassar", needed: "kpp-jayapura"))
        #expect(refusal.message.contains("kpp-jayapura"))
        #expect(proceedings.refusal(deed) == nil)
    }

    @Test(
        "AC-036, AC-022: host and head office are offices too",
        arguments: [
            ("P02.5/prepare", Role.operatorRko, OfficeID.kantorPusat, OfficeID("rko")),
            ("P02.1", .dirjen, "rko", OfficeID.kantorPusat), ("P02.3/network", .ditTip, "direktorat-tip", .kantorPusat),
        ] as [(ActKey, Role, OfficeID, OfficeID?)])
    func refusesTheRightRoleHeldElsewhere(key: ActKey, role: Role, found: OfficeID, needed: OfficeID?) throws {
        let proceedings = try MeetingFixture.proceedings()
        let deed = MeetingFixture.deed(key, role, found, key == "P02.1" ? .decided("needed") : nil)
        #expect(proceedings.refusal(deed)?.reason == .wrongOffice(found: found, needed: try #require(needed)))
    }

    @Test("AC-056: the head of one section acts for no other section")
    func refusesAnotherSection() throws {
        var proceedings = try MeetingFixture.proceedings()
        let index = try #require(Self.script.firstIndex { $0.key == "P06.3@kpp-makassar/penagihan" })
        proceedings.replay(Self.script[..<index])
        let deed = Self.script[index]
        let other = MeetingFixture.actor(.kasiTerkaitKpp, "kpp-makassar", "pelayanan")
        #expect(proceedings.refusal(deed, by: other)?.reason == .wrongSection(found: "pelayanan", needed: "penagihan"))
        #expect(
            proceedings.refusal(deed, by: MeetingFixture.actor(.kasiTerkaitKpp, "kpp-makassar", "penagihan")) == nil)
    }

    @Test("The task list shows each open act to its own role only", arguments: script.indices)
    func listsWhatIsOpen(index: Int) throws {
        let deed = Self.script[index]
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script[..<index])
        let open = try #require(proceedings.available().first { $0.key == deed.key })
        #expect(open.roles == [deed.role])
        #expect(open.office == deed.place)
        #expect(proceedings.available(to: deed.actor).contains(open))
        #expect(!proceedings.available(to: MeetingFixture.actor(deed.role, "kpp-sorong")).contains(open))
    }

    @Test("The task list holds nothing that would be refused", arguments: [0, 2, 9, 14, 28, 31, 40, 50])
    func listsNothingElse(count: Int) throws {
        var proceedings = try MeetingFixture.proceedings()
        proceedings.replay(Self.script.prefix(count))
        for open in proceedings.available() {
            let outcome = Self.script.first { $0.key == open.key }?.outcome ?? Self.release(open)
            let deed = MeetingFixture.deed(open.key, open.roles[0], open.office, outcome)
            #expect(proceedings.refusal(deed) == nil, "\(open.key)")
        }
    }

    /// What a release carries: no script of a whole meeting goes on without anybody.
    private static func release(_ open: OpenAct) -> Outcome? {
        switch open.form {
        case .officeRelease: .releasedOffice("kpp-jayapura")
        case .sectionRelease: .releasedSection(open.key.office == "kpp-makassar" ? "penagihan" : "pelayanan")
        default: nil
        }
    }

    @Test func aSectionsTaskIsShownToItsOwnOfficer() throws {
        var proceedings = try MeetingFixture.proceedings()
        let contact = try #require(Self.script.firstIndex { $0.key == "P06.2@kpp-makassar" })
        proceedings.replay(Self.script[...contact])
        let officer = MeetingFixture.actor(.kasiTerkaitKpp, "kpp-makassar", "penagihan")
        #expect(proceedings.available(to: officer).map(\.key) == ["P06.3@kpp-makassar/penagihan"])
        let head = MeetingFixture.actor(.kasiTerkaitKpp, "kpp-makassar")
        #expect(proceedings.available(to: head).count == 2)
    }
}
