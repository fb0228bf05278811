package import Documents
package import Offices
import Procedures

/// Who may read a case and its papers.
extension Case {
    /// Those whose office runs the case, the Dirjen, and those who need it for their own work: the LO who monitors sees
    /// what a distribution holds back (AC-112), the RKO what a letter proposes.
    package func mayRead(_ person: Person) -> Bool {
        let roles = Set(proceedings.procedures.all.flatMap(\.acts).flatMap(\.roles))
        return person.posts.contains { post in
            post.role == .dirjen || (post.office == opening.host.id && roles.contains(post.role))
                || (roles.contains(post.role) && post.role.officeKind == .kantorPusat)
        } || (opening.course == .distribution && person.posts.contains { $0.role == .loSetdit })
            || (isProposed && person.posts.contains { $0.role == .kasubbagProtokol || $0.role == .operatorRko })
    }

    /// A paper of class Terbatas and above is for those whom it concerns alone.
    package func mayRead(_ document: Document, _ person: Person, at now: Moment) -> Bool {
        let dirjen = Readership.Place(office: .kantorPusat, role: .dirjen)
        let addressees: Set<Readership.Place> = isProposed ? [dirjen] : []
        return Readership(of: document, addressees: addressees).mayRead(person.id, posts: person.posts, at: now)
    }
}
