import Offices
import Testing

@testable import Procedures

/// The acceptance statements of P04 to P08 that the procedures alone decide.
struct StatementTestsOffices {
    private func play(to act: ActReference, in course: Course = .controlRoomMeeting) throws -> CoursePlay {
        var play = try CoursePlay(course)
        try play.play(to: act)
        return play
    }

    @Test(
        "AC-051: the notice of either meeting opens the office's case, and says who gave it",
        arguments: [
            (Course.controlRoomMeeting, "P02.3/notify", Role.operatorRko),
            (.directorateMeeting, "P03.2/inform", .loSetdit),
        ] as [(Course, ActKey, Role)])
    func eitherNotice(course: Course, notice: ActKey, giver: Role) throws {
        var play = try play(to: notice.act, in: course)
        #expect(!play.isOpen("P06.1@kpp"))
        try play.perform(notice)
        #expect(play.isOpen("P06.1@kpp"))
        #expect(play.proceedings.done(notice)?.first.actor.role == giver)
    }

    static let kanwilRoom: [(ActKey, Role)] = [
        ("P04.1@kanwil", .kepalaKanwil), ("P04.4@kanwil", .kabidDuktekkon), ("P04.6@kanwil", .kasiDukteknisKomputer),
        ("P04.8/prepare@kanwil", .pelaksanaDukteknisKomputer),
    ]

    @Test("AC-052: a Kanwil's room chain has four levels in their order")
    func fourLevels() throws {
        var play = try play(to: "P04.1")
        for (index, (key, role)) in Self.kanwilRoom.enumerated() {
            #expect(play.proceedings.opened(key)?.roles == [role])
            for (later, _) in Self.kanwilRoom.dropFirst(index + 1) { #expect(!play.waits(later).isEmpty) }
            try play.perform(key)
        }
    }

    @Test("AC-053: nobody in a Kanwil's room chain skips a level or takes another's")
    func noLevelSkipped() throws {
        let play = try play(to: "P04.4")
        #expect(play.isWrong(.kepalaKanwil, for: "P04.4@kanwil"))
        #expect(play.isWrong(.kabidDuktekkon, for: "P04.6@kanwil"))
        #expect(play.waits("P04.6@kanwil") == ["P04.4@kanwil"])
        #expect(play.waits("P04.8/prepare@kanwil") == ["P04.6@kanwil"])
    }

    @Test("AC-054: the Kepala Kanwil has no part in the materials")
    func headDoesNotApprove() throws {
        let heads = try CourseActs.all(of: .p04).filter { $0.roles.contains(.kepalaKanwil) }
        #expect(heads.map(\.reference) == ["P04.1"])
        var play = try play(to: "P04.10")
        try play.perform("P04.10@kanwil/satu")
        #expect(play.isOpen("P04.11@kanwil/satu"))
    }

    @Test(
        "AC-055, AC-058, AC-060: one level approves in each kind of office, no other",
        arguments: [
            ("P04.10@kanwil/satu", Role.kabidTerkaitKanwil), ("P05.8@ppddp/satu", .kabidTerkaitPpddp),
            ("P06.8@kpp/satu", .kepalaKpp), ("P07.8@kpddp/satu", .kepalaKpddp), ("P08.8@kpde/satu", .kepalaKpde),
        ] as [(ActKey, Role)])
    func whoApproves(key: ActKey, role: Role) throws {
        let play = try play(to: key.act)
        let act = try #require(play.proceedings.procedures[key.act])
        #expect(act.kinds.contains(.approve) && act.roles == [role])
        for other in Role.allCases where other != role { #expect(play.isWrong(other, for: key), "\(other)") }
        #expect(play.refusal(key) == nil)
    }

    @Test(
        "AC-056: the materials of one Bidang or section pass through its own officers at every level, none of another",
        arguments: [ProcedureCode.p03, .p04, .p05, .p06, .p07, .p08])
    func ownSection(code: ProcedureCode) throws {
        let levels = try #require(try ExpectedText.all.get()[code]).acts.filter {
            $0.copies == .section && $0.kinds != [.giveBack]
        }
        #expect(levels.contains { $0.kinds.contains(.approve) })
        for level in levels {
            var play = try play(to: level.reference, in: code == .p03 ? .directorateMeeting : .controlRoomMeeting)
            let key = try #require(play.proceedings.copies(of: level.reference).first { $0.section == "satu" })
            let own = play.actor(key)
            func officer(_ section: SectionID) -> Actor {
                Actor(id: own.id, name: own.name, role: own.role, office: own.office, section: section)
            }
            #expect(play.refusal(key, by: officer("dua")) == .wrongSection(found: "dua", needed: "satu"), "\(key)")
            #expect(play.refusal(key, by: officer("satu")) == nil, "\(key)")
            try play.perform(key, by: officer("satu"))
            let other = ActKey(key.act, office: key.office, section: "dua")
            #expect(!play.isDone(other), "\(other) is not done with it")
        }
    }

    @Test("AC-057: in a PPDDP the head assigns the Operator, with no level between")
    func noSectionInThePPDDP() throws {
        var play = try play(to: "P05.1")
        try play.perform("P05.1@ppddp")
        #expect(play.proceedings.opened("P05.6/prepare@ppddp")?.roles == [.operatorPpddp])
        let room = try CourseActs.all(of: .p05).filter { $0.object == .ruanganPerangkat }
        #expect(Set(room.flatMap(\.roles)) == [.operatorPpddp])
    }

    @Test("AC-060: a KPP has no Bidang")
    func noBidang() throws {
        let roles = Set(try CourseActs.all(of: .p06).flatMap(\.roles))
        #expect(!roles.contains { $0.rawValue.hasPrefix("kabid") })
        #expect(roles.allSatisfy { $0.officeKind == .kpp })
    }

    @Test(
        "AC-062, AC-063, AC-064: the two support sections are told apart by office and full name",
        arguments: [
            (
                "P07.4@kpddp", Role.kasiPenerimaanDokumenKpddp,
                "Kepala Seksi Penerimaan Dokumen dan Dukungan Operasional"
            ),
            ("P08.4@kpde", .kasiPengelolaanDataKpde, "Kepala Seksi Pengelolaan Data dan Dukungan Operasional"),
        ] as [(ActKey, Role, String)])
    func supportSections(key: ActKey, role: Role, term: String) throws {
        let play = try play(to: key.act)
        #expect(play.proceedings.opened(key)?.roles == [role])
        #expect(role.term == term)
        let twins: [Role] = [.kasiPenerimaanDokumenKpddp, .kasiPengelolaanDataKpde]
        for twin in twins where twin != role { #expect(play.isWrong(twin, for: key)) }
    }

    @Test(
        "AC-122: each LO waits for every section contacted, or releases it, and never the last one",
        arguments: [
            ("P04", "13", "12"), ("P05", "11", "10"), ("P06", "11", "10"), ("P07", "11", "10"), ("P08", "11", "10"),
        ])
    func waitsOrReleases(code: String, handing: String, delivery: String) throws {
        let act = try #require(ActReference("\(code).2"))
        var play = try play(to: act)
        let office = try #require(play.proceedings.copies(of: act).first?.office)
        try play.perform(ActKey(act, office: office))
        while let next = play.proceedings.available().first(where: {
            $0.key.office == office && $0.key.section == "dua" && !$0.isOptional
        }) { try play.perform(next.key) }
        let over = try #require(ActKey("\(code).\(handing)@\(office)"))
        let release = try #require(ActKey("\(code).\(handing)/release@\(office)"))
        #expect(play.waits(over) == [ActKey("\(code).\(delivery)@\(office)/satu")])
        try play.perform(release)
        #expect(play.refusal(release) == .outcome(.lastSection("dua")))
        try play.perform(over)
        #expect(play.refusal(release) == .closed(by: over.act))
    }
}
