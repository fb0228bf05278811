import Offices
import Testing

@testable import Procedures

/// The acceptance statements that hold alike in P04 to P08, asked of each kind of office.
struct StatementTestsRegion {
    /// One kind of office: its procedure, the acts that differ, and who holds them.
    struct Region: Sendable, CustomTestStringConvertible {
        let code: String
        let kind: OfficeKind
        /// The first act of the room chain, the device check, the LO's hand-over, the last working step.
        let room: String
        let check: String
        let handing: String
        let load: String
        let officer: Role
        /// The materials chain from the contact to the hand-over: item and role.
        let chain: [(String, Role)]

        var testDescription: String { code }
        var office: OfficeID { OfficeID(kind.rawValue) ?? .kantorPusat }

        func key(_ item: String, _ section: SectionID? = nil) throws -> ActKey {
            ActKey(try #require(ActReference("\(code).\(item)")), office: office, section: section)
        }

        /// A meeting to which this office alone is invited, played until an act is open.
        func play(to item: String) throws -> CoursePlay {
            var play = try CoursePlay(.controlRoomMeeting, inviting: [CoursePlay.office(office, kind)])
            try play.play(to: key(item).act)
            return play
        }
    }

    static let regions: [Region] = [
        Region(
            code: "P04", kind: .kanwil, room: "4", check: "8/check-device", handing: "13", load: "14",
            officer: .pelaksanaDukteknisKomputer,
            chain: [
                ("2", .loKanwil), ("3", .kabidTerkaitKanwil), ("5", .kasiTerkaitKanwil), ("7", .pelaksanaTerkaitKanwil),
                ("9", .kasiTerkaitKanwil), ("10", .kabidTerkaitKanwil), ("11", .kasiTerkaitKanwil),
                ("12", .pelaksanaTerkaitKanwil), ("13", .loKanwil),
            ]),
        Region(
            code: "P05", kind: .ppddp, room: "6/prepare", check: "6/check-device", handing: "11", load: "12",
            officer: .operatorPpddp,
            chain: [
                ("2", .loPpddp), ("3", .kabidTerkaitPpddp), ("4", .kasiTerkaitPpddp), ("5", .pelaksanaTerkaitPpddp),
                ("7", .kasiTerkaitPpddp), ("8", .kabidTerkaitPpddp), ("9", .kasiTerkaitPpddp),
                ("10", .pelaksanaTerkaitPpddp), ("11", .loPpddp),
            ]),
        small("P06", .kpp, .ocKpp, .loKpp, .kasiTerkaitKpp, .pelaksanaTerkaitKpp, .kepalaKpp),
        small("P07", .kpddp, .operatorKpddp, .loKpddp, .kasiTerkaitKpddp, .pelaksanaTerkaitKpddp, .kepalaKpddp),
        small("P08", .kpde, .operatorKpde, .loKpde, .kasiTerkaitKpde, .pelaksanaTerkaitKpde, .kepalaKpde),
    ]

    /// The three kinds of office without a Bidang, whose items have the same numbers.
    private static func small(
        _ code: String, _ kind: OfficeKind, _ officer: Role, _ lo: Role, _ kasi: Role, _ staff: Role, _ head: Role
    ) -> Region {
        Region(
            code: code, kind: kind, room: "4", check: "6/check-device", handing: "11", load: "12", officer: officer,
            chain: [
                ("2", lo), ("3", kasi), ("5", staff), ("7", kasi), ("8", head), ("9", kasi), ("10", staff), ("11", lo),
            ])
    }

    @Test(
        "AC-050: one act of the head receives the notice and opens both tracks, which do not wait for each other",
        arguments: regions)
    func bothTracks(region: Region) throws {
        var play = try region.play(to: "1")
        let receive = try region.key("1")
        let kinds = try #require(play.proceedings.procedures[receive.act]?.kinds)
        #expect(kinds == [.receive, .assign, .assign])
        #expect(play.proceedings.opened(receive)?.roles == [region.kind.head].compactMap(\.self))
        try play.perform(receive)
        let open = play.proceedings.available().map(\.key).filter { $0.office == region.office }
        #expect(Set(open) == [try region.key("2"), try region.key(region.room)])
        while let next = play.proceedings.available().first(where: { open in
            open.key.office == region.office && play.proceedings.procedures[open.key.act]?.object == .ruanganPerangkat
        }) { try play.perform(next.key) }
        #expect(try play.isDone(region.key(region.check)) && play.isOpen(region.key("2")))
    }

    @Test("AC-059: in a KPP the Kasi PDI assigns the OC, who alone confirms devices and loads materials")
    func kpp() throws {
        let region = Self.regions[2]
        #expect(try region.play(to: "4").proceedings.opened(region.key("4"))?.roles == [.kasiPdiKpp])
        for item in ["6/check-device", "12"] {
            let (play, key) = (try region.play(to: item), try region.key(item))
            #expect(play.refusal(key) == nil)
            for role in Role.allCases where role != .ocKpp { #expect(play.isWrong(role, for: key), "\(role) \(key)") }
        }
    }

    @Test("AC-061: the Kasi's review is no approval", arguments: regions.suffix(3))
    func reviewIsNoApproval(region: Region) throws {
        let (play, approval) = (try region.play(to: "8"), try region.key("8", "satu"))
        let review = try region.key("7", "satu")
        #expect(play.isDone(review) && !play.isDone(approval))
        #expect(try play.waits(region.key("9", "satu")) == [approval])
        let kasi = try #require(play.proceedings.procedures[review.act]?.roles.first)
        #expect(play.isWrong(kasi, for: approval))
    }

    @Test("AC-065: the operator takes no materials from a section: they come through the LO", arguments: regions)
    func throughTheLO(region: Region) throws {
        let (play, load, handing) = (
            try region.play(to: region.handing), try region.key(region.load), try region.key(region.handing)
        )
        #expect(play.waits(load).contains(handing), "delivered by every section, not handed over")
        #expect(play.isWrong(region.officer, for: handing))
        let delivery = try #require(region.chain.dropLast().last)
        #expect(try play.isWrong(region.officer, for: region.key(delivery.0, "satu")))
    }

    @Test("AC-066: the last working step needs the materials from the LO and the devices confirmed", arguments: regions)
    func bothTracksFirst(region: Region) throws {
        let load = try region.key(region.load)
        for left in [region.check, region.handing] {
            var play = try region.play(to: "1")
            try play.playOn(leaving: [region.key(left).act])
            #expect(try play.waits(load) == [region.key(left)])
            try play.perform(region.key(left))
            #expect(play.refusal(load) == nil)
        }
    }

    @Test("AC-067: materials are not loaded while the device check is open or has failed", arguments: regions)
    func devicesFirst(region: Region) throws {
        var play = try region.play(to: region.check)
        let (check, load) = (try region.key(region.check), try region.key(region.load))
        #expect(play.waits(load).contains(check))
        play.guards = { demand, _ in demand == .devicesPass ? .unmet("kamera gelap") : .met }
        #expect(play.refusal(check) == .guards([UnmetGuard(demand: .devicesPass, found: "kamera gelap")]))
        #expect(play.waits(load).contains(check))
    }

    @Test(
        "AC-121: every step of the materials chain in its order, by its own role, with its time, one copy for each part",
        arguments: regions)
    func materialsChain(region: Region) throws {
        var play = try region.play(to: "2")
        var times: [Moment] = []
        for (index, (item, role)) in region.chain.enumerated() {
            let act = try region.key(item).act
            let sections: [SectionID?] = item == "2" || item == region.handing ? [nil] : ["satu", "dua"]
            let keys = try sections.map { try region.key(item, $0) }
            #expect(play.proceedings.copies(of: act) == keys)
            for key in keys {
                #expect(play.proceedings.opened(key)?.roles == [role])
                for other in Role.allCases where other != role { #expect(play.isWrong(other, for: key), "\(other)") }
                if let next = region.chain.dropFirst(index + 1).first?.0 {
                    let section = next == region.handing ? nil : key.section ?? "satu"
                    #expect(try play.waits(region.key(next, section)).contains(key), "\(next) before \(key)")
                }
                try play.perform(key)
                times.append(try #require(play.proceedings.done(key)?.first.at))
            }
        }
        #expect(times == times.sorted() && Set(times).count == times.count)
        #expect(try play.isDone(region.key(region.handing)))
    }
}
