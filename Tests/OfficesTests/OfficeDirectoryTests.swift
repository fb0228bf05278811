import Foundation
import Testing

@testable import Offices

struct OfficeDirectoryTests {
    private func room(_ id: String) throws -> Room {
        try RoomFile.parse(text: RoomFileTests.good, file: "Rooms/\(id).yaml")
    }

    @Test func theHeadOfficeComesWithTheProgram() throws {
        let offices = try HeadOffice.load()
        #expect(offices.first?.id == .kantorPusat)
        #expect(offices.first?.kind == .kantorPusat)
        #expect(
            offices.contains {
                $0.name == "Direktorat Potensi, Kepatuhan dan Penerimaan" && $0.id.description == "direktorat-pkp"
            })
        #expect(Set(offices.map(\.id.description)).isSuperset(of: ["direktorat-tip", "setditjen"]))
        #expect(offices.allSatisfy { $0.zone == .wib || $0.kind == .kanwil })
        #expect(offices.dropFirst().allSatisfy { [.direktorat, .klip, .kanwil].contains($0.kind) })
        #expect(offices.count { $0.kind == .klip } == 1)
    }

    @Test(arguments: [
        ("offices:\n  - {id: a, name: A, kind: kpp, zone: WIB}", "allowed: kantor-pusat, direktorat"),
        (
            "offices:\n  - {id: a, name: A, kind: direktorat, zone: WIB}\n  - {id: a, name: B, kind: direktorat, zone: WIB}",
            "twice"
        ),
        ("offices: 1", "allowed: a list"), ("office: []", "offices is missing"),
    ])
    func refusesABrokenHeadOffice(text: String, said: String) {
        let expected = said == "twice" ? "a second time" : said
        #expect { try HeadOffice.parse(bytes: Array(text.utf8)) } throws: { "\($0)".contains(expected) }
    }

    @Test func findsEveryOfficeById() throws {
        let directory = try OfficeDirectory(
            rooms: [room("kpp-makassar"), room("kpp-a")], headOffice: HeadOffice.load())
        #expect(directory.offices.map(\.id) == directory.offices.map(\.id).sorted())
        #expect(directory.rooms.map(\.id.description) == ["kpp-a", "kpp-makassar"])
        let makassar = try #require(OfficeID("kpp-makassar"))
        #expect(directory[makassar]?.kind == .kpp)
        #expect(directory.room(of: makassar)?.id.description == "kpp-makassar")
        #expect(directory[.kantorPusat]?.kind == .kantorPusat)
        #expect(directory.room(of: .kantorPusat) == nil)
        #expect(try directory[#require(OfficeID("kpp-b"))] == nil)
    }

    @Test func refusesOneIdForTwoOffices() throws {
        let head = try HeadOffice.load()
        let setditjen = try #require(head.first { $0.id.description == "setditjen" })
        #expect(throws: OfficeDirectory.Refusal.officeTwice(setditjen.id, headOffice: setditjen)) {
            try OfficeDirectory(rooms: [room("setditjen")], headOffice: head)
        }
        let twice = try room("kpp-a")
        #expect(throws: OfficeDirectory.Refusal.officeTwice(twice.office.id, headOffice: nil)) {
            try OfficeDirectory(rooms: [twice, twice], headOffice: head)
        }
    }

    private func directorate(
        kind: OfficeKind = .direktorat, name: String = "Sekretariat Direktorat Jenderal", zone: Zone = .wib
    ) throws -> Room {
        let bagian = Section(id: try #require(SectionID("bagian-umum")), name: "Bagian Umum")
        let office = Office(
            id: try #require(OfficeID("setditjen")), name: name, kind: kind, zone: zone, sections: [bagian])
        return Room(
            id: try #require(RoomID("setditjen")), name: "Ruang", office: office, camera: .test,
            microphone: .test(tone: 700), screen: .headless, loudspeaker: .headless)
    }

    @Test func aDirectorateWithARoomStandsOnceWithItsSections() throws {
        let head = try HeadOffice.load()
        let directory = try OfficeDirectory(rooms: [directorate()], headOffice: head)
        let id = try #require(OfficeID("setditjen"))
        #expect(directory.offices.count == head.count)
        #expect(directory[id]?.sections.map(\.name) == ["Bagian Umum"])
        #expect(directory.room(of: id)?.office == directory[id])
    }

    @Test(arguments: [
        (OfficeKind.kpp, "Sekretariat Direktorat Jenderal", Zone.wib), (.direktorat, "Sekretariat", .wib),
        (.direktorat, "Sekretariat Direktorat Jenderal", .wit),
    ])
    func refusesADirectoratesRoomOfAnotherKindNameOrZone(kind: OfficeKind, name: String, zone: Zone) throws {
        let room = try directorate(kind: kind, name: name, zone: zone)
        #expect {
            try OfficeDirectory(rooms: [room], headOffice: HeadOffice.load())
        } throws: {
            "\($0)".contains("named \"Sekretariat Direktorat Jenderal\": give the room file the same kind")
        }
    }
}
