import Foundation
package import Offices

/// The people of a rehearsal: made-up names in every post that a whole meeting needs.
package struct Cast: Sendable {
    package private(set) var members: [Member] = []

    /// A person with the one post in which the rehearsal needs it.
    package struct Member: Sendable {
        package let person: Person
        package let post: Post
    }

    /// Everybody for a host, its invited KPP and one Direktorat that proposes.
    package init(host: Office, invited: [Office], proposer: Office, at now: Moment) {
        add(.dirjen, .kantorPusat, "Bimo Adinegoro", at: now)
        add(.ditTip, .kantorPusat, "Ratna Kusumawardani", at: now)
        add(.kasubbagProtokol, host.id, "Hendra Wijaksana", at: now)
        add(.operatorRko, host.id, "Sari Puspitaningrum", at: now)
        add(.loSetdit, proposer.id, "Galih Prakoso", at: now)
        add(.sesditjenDirektur, proposer.id, "Maya Kirana Dewanti", at: now)
        for (index, office) in invited.enumerated() { addOffice(office, names: Self.names(index), at: now) }
    }

    private mutating func addOffice(_ office: Office, names: [String], at now: Moment) {
        let roles: [Role] = [.kepalaKpp, .loKpp, .kasiPdiKpp, .ocKpp, .kasiTerkaitKpp, .pelaksanaTerkaitKpp]
        for (role, name) in zip(roles, names) { add(role, office.id, name, at: now) }
    }

    private mutating func add(_ role: Role, _ office: OfficeID, _ name: String, at now: Moment) {
        let post = Post(role: role, office: office)
        members.append(
            Member(person: Person(id: PersonID(at: now), name: name, nip: nil, posts: [post]), post: post))
    }

    /// The member who holds a role in an office.
    package func member(_ role: Role, at office: OfficeID) -> Member? {
        members.first { $0.post.role == role && $0.post.office == office }
    }

    private static func names(_ index: Int) -> [String] {
        let sets = [
            [
                "Andi Rahmawati", "Fitri Handayani", "Yusuf Mappasessu", "Dewi Lestari", "Baso Amiruddin",
                "Nurul Hikmah",
            ],
            [
                "Yohana Wambrauw", "Markus Rumbiak", "Elsina Kogoya", "Petrus Mandowen", "Agustina Yoku",
                "Daniel Imbiri",
            ],
            ["Slamet Riyadi", "Kadek Ayu", "Tono Sugiarto", "Rina Marlina", "Wayan Sudarma", "Lukas Tobing"],
        ]
        return sets[index % sets.count]
    }
}
