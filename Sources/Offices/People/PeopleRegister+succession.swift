/// Who answers for what a person was given to do in a post.
extension PeopleRegister {
    /// The person while in the post, then whoever took the post over; `nil` when nobody did, or the person is unknown.
    package func answering(
        for person: PersonID, as role: Role, in office: OfficeID, at moment: Moment
    ) -> PersonID? {
        var asked = person
        var seen: Set<PersonID> = []
        while seen.insert(asked).inserted, let holder = self[asked] {
            if holder.holds(role, in: office, at: moment) { return asked }
            guard let next = successor(of: holder, role, office, before: moment) else { return nil }
            asked = next
        }
        return nil
    }

    /// Whose post began the moment this person's newest one ended.
    private func successor(
        of holder: Person, _ role: Role, _ office: OfficeID, before moment: Moment
    ) -> PersonID? {
        let ended = holder.posts.filter { post in
            post.role == role && post.office == office && post.until.map { $0 <= moment } ?? false
        }
        guard let last = ended.max(by: { ($0.until ?? moment) < ($1.until ?? moment) }) else { return nil }
        return candidates(role, office).first { other in
            other.id != holder.id
                && other.posts.contains { post in
                    post.role == role && post.office == office && post.section == last.section
                        && post.acting == nil && post.from == last.until
                }
        }?.id
    }
}
