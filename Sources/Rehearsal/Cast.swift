import Foundation
package import Offices

/// The people of a rehearsal: made-up names in every post that a whole meeting needs.
package struct Cast: Sendable {
    package private(set) var members: [Member] = []
    private let acting: [Role: Acting]

    /// A person with the one post in which the rehearsal needs it.
    package struct Member: Sendable {
        package let person: Person
        package let post: Post
    }

    /// Everybody at Kantor Pusat, the host, the invited offices and the Direktorat that proposes.
    ///
    /// Nobody holds two posts. Roles under an order are held for somebody else from an hour before to a day after.
    package init(
        host: Office, invited: [Office], proposer: Office, acting: [Role: Acting] = [:], at now: Moment
    ) {
        self.acting = acting
        var names = Names()
        add(.kantorPusat, kind: .kantorPusat, zone: .wib, &names, at: now)
        for office in [host] + invited + (proposer.id == host.id ? [] : [proposer]) {
            add(office.id, kind: office.kind, zone: office.zone, &names, at: now)
        }
    }

    private mutating func add(_ office: OfficeID, kind: OfficeKind, zone: Zone, _ names: inout Names, at now: Moment) {
        for role in Role.allCases where role.officeKind == kind {
            let order = acting[role]
            let post = Post(
                role: role, office: office, from: order.map { _ in now.advanced(bySeconds: -3600) },
                until: order.map { _ in now.advanced(bySeconds: 86_400) }, acting: order)
            let name = names.next(for: "\(office)/\(role.rawValue)", in: zone)
            members.append(
                Member(person: Person(id: PersonID(at: now), name: name, nip: nil, posts: [post]), post: post))
        }
    }

    /// The member who holds a role in an office.
    package func member(_ role: Role, at office: OfficeID) -> Member? {
        members.first { $0.post.role == role && $0.post.office == office }
    }
}

extension Office {
    /// The head of the office, and where that role is held: the Dirjen, for the RKO, at Kantor Pusat.
    var headship: (role: Role, place: OfficeID)? {
        kind.head.map { ($0, $0.officeKind == .kantorPusat ? .kantorPusat : id) }
    }
}
