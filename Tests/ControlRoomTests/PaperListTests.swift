import BoundedProcess
import Foundation
import Meetings
import Offices
import RoomLink
import Testing

@testable import ControlRoom

/// A notice to every office of the directorate general at once.
struct PaperListTests {
    /// 386 offices: the regional offices first, then the tax offices, in all three zones.
    private static let offices: [Office] = (1...386).map { number in
        let isRegional = number <= 34
        let name = isRegional ? "Kantor Wilayah DJP Uji \(number)" : "KPP Pratama Jakarta Kebayoran Baru \(number)"
        let id = Service.office(isRegional ? "kanwil-\(number)" : "kpp-\(number)")
        return Office(
            id: id, name: name, kind: isRegional ? .kanwil : .kpp, zone: Zone.allCases[number % 3], sections: [])
    }

    private static let rooms = (offices + [Service.host]).map { office in
        Room(
            id: RoomID(slug: office.id.slug), name: office.name, office: office, camera: .test,
            microphone: .test(tone: 440), screen: .headless, loudspeaker: .headless)
    }

    @Test("AC-028, AC-033: a notice to 386 offices lists each behind the letter, with the time on its own wall")
    func list() async throws {
        let service = try Service()
        let control = try await ControlRoom.open(folder: service.folder, rooms: Self.rooms, clock: { service.now() })
        let id = try await control.begin(Service.decision(), by: Service.everybody, key: key()).id
        try await control.done(act("P02.2"), on: id)
        let start = try #require(Moment("2026-11-23T02:00:00Z"))
        let form = NoticeForm(
            start: start, minutes: 120, agenda: try line("Penerimaan pajak triwulan IV dan penanganan restitusi"),
            chair: try line("Direktur Jenderal Pajak"), contact: try line("Operator RKO, pesawat 7301"),
            offices: Self.offices.map(\.id), directorates: [Service.proposer])
        let meeting = try await control.done(act("P02.3/notify", .notice(form)), on: id)
        let path = try await control.letter(of: meeting.papers[0], in: meeting)
        try await control.close()
        let words = try await Program.pdftotext.run(["-layout", "-enc", "UTF-8", path, "-"]).text
            .split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            words.contains("Yth. para pejabat menurut daftar terlampir (386 alamat)")
                && words.contains("1 (satu) daftar"))
        for (index, office) in Self.offices.enumerated() {
            let row = "\(index + 1). Kepala \(office.name) \(office.zone.time(start))"
            #expect(words.contains(row), "\(row)")
        }
    }
}
