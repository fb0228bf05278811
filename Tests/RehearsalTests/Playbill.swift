import Console
import ControlRoom
import Foundation
import Offices
import Rehearsal
import Testing

/// Which meeting is played: its offices, its people, its script.
struct Playbill: Sendable, CustomTestStringConvertible {
    let host: Office
    let invited: [Office]
    /// Offices that are invited as well, but that the meeting does not wait for in the end.
    let released: [Office]
    let proposer: Office
    let cast: Cast
    let script: Script
    let testDescription: String

    init(
        _ name: String, host: Office, invited: [Office], released: [Office] = [],
        beginning: Script.Beginning = .monitoring, acting: [Role: Acting] = [:]
    ) throws {
        (self.host, self.invited, self.released, testDescription) = (host, invited, released, name)
        proposer = host.kind == .direktorat ? host : Self.directorate
        cast = Cast(host: host, invited: invited, proposer: proposer, acting: acting, at: Moment(Date()))
        script = try Script(host: host, invited: invited, proposer: proposer, cast: cast, beginning: beginning)
    }

    /// A meeting in the RKO with an office of every kind that can be invited (P02, P04 to P09).
    static func controlRoom(_ beginning: Script.Beginning = .monitoring) throws -> Playbill {
        let invited = [
            office("kanwil-a", "Kanwil A", .kanwil, .wita), office("ppddp", "PPDDP", .ppddp, .wib),
            office("kpp-a", "KPP A", .kpp, .wit), office("kpddp", "KPDDP", .kpddp, .wib),
            office("kpde", "KPDE", .kpde, .wib),
        ]
        let host = office("rko", "Ruang Kendali Operasi", .rko, .wib, sections: 0)
        return try Playbill("RKO", host: host, invited: invited, beginning: beginning)
    }

    /// A meeting that a Direktorat hosts (P03, P06, P10).
    static func directorateMeeting(acting: [Role: Acting] = [:]) throws -> Playbill {
        try Playbill(
            "Direktorat", host: directorate, invited: [office("kpp-a", "KPP A", .kpp, .wit)], beginning: .monitoring,
            acting: acting)
    }

    static let directorate = office(
        "direktorat-pkp", "Direktorat Potensi, Kepatuhan dan Penerimaan", .direktorat, .wib)

    /// An office with so many sections: `bagian`, `bagian-2`, …
    static func office(
        _ id: String, _ name: String, _ kind: OfficeKind, _ zone: Zone, sections count: Int = 1
    ) -> Office {
        let sections = (0..<count).compactMap { number in
            SectionID(number == 0 ? "bagian" : "bagian-\(number + 1)").map {
                Section(id: $0, name: "Bagian \(number + 1)")
            }
        }
        return Office(id: OfficeID(id) ?? .kantorPusat, name: name, kind: kind, zone: zone, sections: sections)
    }

    var rooms: [Room] {
        ([host] + invited + released).compactMap { office in
            RoomID(office.id.description).map { room in
                Room(
                    id: room, name: office.name, office: office, camera: .test, microphone: .test(tone: 440),
                    screen: .headless, loudspeaker: .headless)
            }
        }
    }

    /// Makes the persons in a new state folder.
    func enrol(_ folder: String) throws -> [(member: Cast.Member, token: String)] {
        var people = try People(path: StateFolder(path: folder).people)
        return try cast.members.map { ($0, try people.add($0.person)) }
    }
}
