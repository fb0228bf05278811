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
    /// The order by which the person stands in for the holder; `nil` for the regular holder.
    package let acting: Acting?
    /// The oral order that the person records; `nil` when the person acts of their own (AC-126).
    package let order: OralOrder?

    package init(
        id: PersonID, name: String, role: Role, office: OfficeID, section: SectionID? = nil, acting: Acting? = nil,
        order: OralOrder? = nil
    ) {
        (self.id, self.name, self.role, self.office, self.section) = (id, name, role, office, section)
        (self.acting, self.order) = (acting, order)
    }

    /// The same actor, recording what an official ordered orally.
    package func recording(_ order: OralOrder) -> Actor {
        Actor(id: id, name: name, role: role, office: office, section: section, acting: acting, order: order)
    }
}
