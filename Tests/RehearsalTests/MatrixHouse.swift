import ControlRoom
import Foundation
import Offices
import Rehearsal

/// A meeting with everybody who could try to act in it: each role of every kind of office, and the same roles held in
/// offices beside those that take part.
struct MatrixHouse: Sendable {
    let bill: Playbill
    let holders: [Holder]

    /// Somebody with one post and the token for it.
    struct Holder: Sendable {
        let member: Cast.Member
        let token: String
        /// Of an office that takes part; otherwise the same role in another office.
        let isInside: Bool

        var post: Post { member.post }
    }

    /// Enrols everybody in a new state folder.
    init(_ bill: Playbill, folder: String) throws {
        self.bill = bill
        let inside = bill.cast.members + Self.strangers([Playbill.office("klip", "KLIP", .klip, .wib)])
        let outside = Self.strangers(Self.neighbours)
        var people = try People(path: StateFolder(path: folder).people)
        holders =
            try inside.map { Holder(member: $0, token: try people.add($0.person), isInside: true) }
            + outside.map { Holder(member: $0, token: try people.add($0.person), isInside: false) }
    }

    /// Those who play, with their tokens.
    var players: [(member: Cast.Member, token: String)] {
        holders.filter(\.isInside).map { ($0.member, $0.token) }
    }

    /// One more office of every kind: the KPP is invited and released, the others are not invited.
    static let neighbours = [
        Playbill.office("kanwil-b", "Kanwil B", .kanwil, .wit), Playbill.office("ppddp-b", "PPDDP B", .ppddp, .wib),
        kppB, Playbill.office("kpddp-b", "KPDDP B", .kpddp, .wib), Playbill.office("kpde-b", "KPDE B", .kpde, .wib),
        Playbill.office("rko-b", "RKO B", .rko, .wib, sections: 0),
        Playbill.office("direktorat-tip", "Direktorat TIP", .direktorat, .wib),
    ]

    static let kppB = Playbill.office("kpp-b", "KPP B", .kpp, .wib)

    private static func strangers(_ offices: [Office]) -> [Cast.Member] {
        offices.flatMap { office in
            Cast(host: office, invited: [], proposer: office, at: Moment(Date())).members
                .filter { $0.post.office == office.id }
        }
    }
}

extension Playbill {
    /// The meeting of a host, with an office of every kind that it can invite, each with two sections, and one more that
    /// it releases.
    static func matrix(_ host: OfficeKind) throws -> Playbill {
        let invited = [
            office("kanwil-a", "Kanwil A", .kanwil, .wita, sections: 2),
            office("ppddp", "PPDDP", .ppddp, .wib, sections: 2), office("kpp-a", "KPP A", .kpp, .wit, sections: 2),
            office("kpddp", "KPDDP", .kpddp, .wib, sections: 2), office("kpde", "KPDE", .kpde, .wib, sections: 2),
        ]
        return try host == .rko
            ? Playbill("RKO", host: ownControlRoom, invited: invited, released: [MatrixHouse.kppB])
            : Playbill("Direktorat", host: own, invited: [invited[2]], released: [MatrixHouse.kppB])
    }

    /// The meeting of a host with one office alone.
    static func small(_ host: OfficeKind) throws -> Playbill {
        let invited = [office("kpp-a", "KPP A", .kpp, .wit)]
        let host = host == .rko ? ownControlRoom : own
        return try Playbill("small", host: host, invited: invited, released: [MatrixHouse.kppB])
    }

    /// A Sekretariat/Direktorat that is notified of a meeting in the RKO and hands in nothing.
    var silent: [OfficeID] { host.kind == .rko ? [OfficeID("direktorat-tip")].compactMap(\.self) : [] }

    static let ownControlRoom = office("rko", "Ruang Kendali Operasi", .rko, .wib, sections: 0)
    private static let own = office(
        directorate.id.description, directorate.name, .direktorat, directorate.zone, sections: 2)
}
