/// A person and the posts that the person holds, has held and is going to hold.
package struct Person: Hashable, Sendable, Codable, Identifiable {
    package let id: PersonID
    package var name: String
    package var nip: NIP?
    package var posts: [Post]

    package init(id: PersonID, name: String, nip: NIP?, posts: [Post]) {
        (self.id, self.name, self.nip, self.posts) = (id, name, nip, posts)
    }

    /// Whether a post of the person is that role in that office, in force at the moment given.
    package func holds(_ role: Role, in office: OfficeID, at moment: Moment) -> Bool {
        posts.contains { $0.holds(role, in: office, at: moment) }
    }

    /// The same person with the posts in force at the moment given.
    package func inForce(at moment: Moment) -> Person {
        Person(id: id, name: name, nip: nip, posts: posts.filter { $0.isInForce(at: moment) })
    }

    /// Without a post there is nothing to do and nothing to see; ask it of a person with the posts in force.
    package var hasPost: Bool { !posts.isEmpty }

    /// Whether one of the posts is in that office.
    package func isPosted(in office: OfficeID) -> Bool { posts.contains { $0.office == office } }

    /// The person as the holder of one of the posts in force; `nil` when no post fits.
    ///
    /// A post for the whole office also fits a section of it; a post for one section fits that one only. A post held
    /// regularly comes before one held for somebody else.
    package func actor(
        as role: Role, in office: OfficeID, section: SectionID? = nil, at moment: Moment
    ) -> Actor? {
        let fitting = posts.filter { post in
            post.holds(role, in: office, at: moment)
                && (post.section == nil || section == nil || post.section == section)
        }
        guard let post = fitting.first(where: { $0.acting == nil }) ?? fitting.first else { return nil }
        return Actor(id: id, name: name, role: role, office: office, section: post.section, acting: post.acting)
    }
}

extension OfficeID {
    /// Kantor Pusat DJP, where the Dirjen and Dit. TIP's network desk act.
    package static let kantorPusat = OfficeID(slug: .kantorPusat)
}
