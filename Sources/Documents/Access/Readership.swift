package import Offices

/// Who may read a paper.
///
/// A paper of the class biasa is open to every signed-in person. From terbatas up only named persons and holders of
/// named posts read it, and only while they hold the post.
package struct Readership: Hashable, Sendable, Codable {
    package let security: SecurityClass
    /// The roles of the issuing chain at their office, and the offices it is addressed to.
    package let places: Set<Place>
    /// Those who drafted, marked, registered or sent it; they read what they wrote, whatever post they hold now.
    package let persons: Set<PersonID>

    package init(security: SecurityClass, places: Set<Place>, persons: Set<PersonID>) {
        (self.security, self.places, self.persons) = (security, places, persons)
    }

    /// The readership of a paper as it stands.
    ///
    /// The highest class that any version had counts: a class is not lifted by a later draft.
    /// - Parameter addressees: the offices that it is addressed to, with copies; none before it was sent.
    package init(of document: Document, addressees: Set<Place>) {
        let chain = document.chain.flatMap(\.roles).map { Place(office: document.office, role: $0) }
        let actors = [
            document.versions.map(\.by), document.marks.map(\.actor), document.returns.map(\.by),
            document.registration.map { [$0.by] } ?? [], document.dispatches.map(\.by),
        ]
        self.init(
            security: document.versions.map(\.draft.security).max() ?? .biasa, places: addressees.union(chain),
            persons: Set(actors.joined().map(\.id)))
    }

    /// A post that may read, or a whole office.
    package struct Place: Hashable, Sendable, Codable {
        package let office: OfficeID
        /// `nil` for every post of the office.
        package let role: Role?

        package init(office: OfficeID, role: Role? = nil) { (self.office, self.role) = (office, role) }

        fileprivate func covers(_ post: Post, at moment: Moment) -> Bool {
            post.holds(role ?? post.role, in: office, at: moment)
        }
    }

    /// Whether a person who holds these posts may read at a moment.
    package func mayRead(_ person: PersonID, posts: [Post], at moment: Moment) -> Bool {
        guard security > .biasa, !persons.contains(person) else { return true }
        return posts.contains { post in places.contains { $0.covers(post, at: moment) } }
    }
}
