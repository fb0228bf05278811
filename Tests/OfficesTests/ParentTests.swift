import Offices
import Testing

/// The Kanwil above a KPP, as room files name it.
struct ParentTests {
    private func text(_ parent: String, kind: String = "kpp") -> String {
        RoomFileTests.good.replacing("  zone: WITA", with: "  zone: WITA\n  parent: \(parent)")
            .replacing("kind: kpp", with: "kind: \(kind)")
    }

    private func directory(_ parent: String, file: String = "Rooms/kpp-makassar.yaml") throws -> OfficeDirectory {
        let room = try RoomFile.parse(text: text(parent), file: file)
        return try OfficeDirectory(rooms: [room], headOffice: HeadOffice.load())
    }

    @Test func aKPPNamesTheKanwilAboveIt() throws {
        let directory = try directory("kanwil-sulselbartra")
        let kpp = try #require(OfficeID("kpp-makassar").flatMap { directory[$0] })
        let kanwil = try #require(kpp.parent.flatMap { directory[$0] })
        #expect(kanwil.kind == .kanwil && kanwil.name == "Kanwil DJP Sulawesi Selatan, Barat dan Tenggara")
        #expect(directory.room(of: kanwil.id) == nil)
        #expect(try RoomFile.parse(text: RoomFileTests.good, file: "Rooms/kpp-a.yaml").office.parent == nil)
    }

    @Test(arguments: ["kanwil-entah", "direktorat-tip", "kpp-makassar", "kantor-pusat"])
    func aParentIsAKanwilThatIsKnown(parent: String) {
        #expect {
            try directory(parent)
        } throws: {
            let said = "\($0)"
            return said.contains(
                "the parent \"\(parent)\", which is no Kanwil here; allowed: kanwil-papua-maluku, kanwil")
        }
    }

    @Test func onlyAKPPHasAParent() {
        let problems = RoomFileTests.problems(text("kanwil-sulselbartra", kind: "kpde"))
        #expect(
            problems == [
                "Rooms/kpp-makassar.yaml:6:11: office.parent stands beside a kind that has none; allowed: kind kpp"
            ])
        #expect(
            RoomFileTests.problems(text("Kanwil A")).first?.contains(":6:11: office.parent is \"Kanwil A\"") == true)
    }
}
