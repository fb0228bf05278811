/// A person and the posts that the person holds.
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

    /// The person as the holder of one of the posts in force; `nil` when no post fits.
    ///
    /// A post for the whole office also fits a section of it; a post for one section fits that one only.
    package func actor(
        as role: Role, in office: OfficeID, section: SectionID? = nil, at moment: Moment
    ) -> Actor? {
        let fitting = posts.filter { $0.holds(role, in: office, at: moment) }
        guard let post = fitting.first(where: { $0.section == nil || section == nil || $0.section == section })
        else { return nil }
        return Actor(id: id, name: name, role: role, office: office, section: post.section)
    }
}

/// A role held in one office for a time.
package struct Post: Hashable, Sendable, Codable {
    package let role: Role
    package let office: OfficeID
    /// The Bagian, Bidang or Seksi for which the role is held; `nil` when it is held for the whole office.
    package let section: SectionID?
    /// From this moment on; `nil` since ever.
    package let from: Moment?
    /// Up to, but not including, this moment; `nil` for an open end.
    package let until: Moment?

    package init(
        role: Role, office: OfficeID, section: SectionID? = nil, from: Moment? = nil, until: Moment? = nil
    ) {
        (self.role, self.office, self.section) = (role, office, section)
        (self.from, self.until) = (from, until)
    }

    /// Whether this post is that role in that office and in force at the moment given.
    package func holds(_ role: Role, in office: OfficeID, at moment: Moment) -> Bool {
        guard self.role == role, self.office == office else { return false }
        if let from, moment < from { return false }
        if let until, moment >= until { return false }
        return true
    }
}

/// A person acting in one of their posts: it stands in every journal event.
///
/// The name is kept as it was at the time of the act, so that old marks stay under their old holder (AC-119).
package struct Actor: Hashable, Sendable, Codable, Identifiable {
    package let id: PersonID
    package let name: String
    package let role: Role
    package let office: OfficeID
    /// The section for which the role is held; `nil` when it is held for the whole office.
    package let section: SectionID?

    package init(id: PersonID, name: String, role: Role, office: OfficeID, section: SectionID? = nil) {
        (self.id, self.name, self.role, self.office, self.section) = (id, name, role, office, section)
    }
}

extension OfficeID {
    /// Kantor Pusat DJP, where the Dirjen and Dit. TIP's network desk act.
    package static let kantorPusat = OfficeID(slug: .kantorPusat)
}
