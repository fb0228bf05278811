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
    /// The order by which the post is held for somebody else; `nil` for the regular holder.
    package let acting: Acting?

    package init(
        role: Role, office: OfficeID, section: SectionID? = nil, from: Moment? = nil, until: Moment? = nil,
        acting: Acting? = nil
    ) {
        (self.role, self.office, self.section) = (role, office, section)
        (self.from, self.until, self.acting) = (from, until, acting)
    }

    /// Whether the post is in force; an acting post is so within the two dates of its order alone.
    package func isInForce(at moment: Moment) -> Bool {
        if acting != nil, from == nil || until == nil { return false }
        if let from, moment < from { return false }
        if let until, moment >= until { return false }
        return true
    }

    /// Whether this post is that role in that office and in force at the moment given.
    package func holds(_ role: Role, in office: OfficeID, at moment: Moment) -> Bool {
        self.role == role && self.office == office && isInForce(at: moment)
    }

    /// Whether the two share a moment.
    package func overlaps(_ other: Post) -> Bool {
        if let until, let from = other.from, until <= from { return false }
        if let until = other.until, let from, until <= from { return false }
        return true
    }

    /// The same post with another end.
    package func ended(at moment: Moment) -> Post {
        Post(role: role, office: office, section: section, from: from, until: moment, acting: acting)
    }

    /// The same post with another order.
    func held(by acting: Acting?) -> Post {
        Post(role: role, office: office, section: section, from: from, until: until, acting: acting)
    }
}
