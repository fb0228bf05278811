extension PeopleRegister {
    /// An acting post with the name of whom it stands in for, where the register knows it.
    func naming(_ post: Post) -> Post {
        guard let acting = post.acting, acting.holder == nil, let from = post.from else { return post }
        let regular = holders(of: post.role, in: post.office, section: post.section, at: from)
        guard regular.count == 1, let name = regular.first.flatMap({ Line($0.name) }) else { return post }
        return post.held(by: Acting(kind: acting.kind, order: acting.order, holder: name))
    }

    func check(_ post: Post, of person: Person, in directory: OfficeDirectory) throws(Refusal) {
        guard let office = directory[post.office] else {
            throw .office(post.office, allowed: directory.offices.map(\.id))
        }
        guard post.role.officeKind == office.kind else { throw .role(post.role, office) }
        if let section = post.section, !office.sections.isEmpty, !office.sections.contains(where: { $0.id == section })
        {
            throw .section(section, office)
        }
        if let from = post.from, let until = post.until, until <= from { throw .period }
        if let acting = post.acting { try check(acting, post, of: person) }
        if let own = person.posts.first(where: { Self.isSame($0, post) && $0.overlaps(post) }) {
            // Who holds an office does not stand in for himself in it.
            if post.acting != nil, own.acting == nil { throw .himself(person.name) }
            throw .overlap(person.name, own, office.zone)
        }
        try checkSeat(post, of: person, in: office)
    }

    private func check(_ acting: Acting, _ post: Post, of person: Person) throws(Refusal) {
        guard post.from != nil, post.until != nil else { throw .actingDates(acting.kind) }
        // Whoever is away for some days still holds the office: both names stand on every mark.
        if acting.kind == .plh, acting.holder == nil { throw .actingHolder }
        if let holder = acting.holder, holder.text.lowercased() == person.name.lowercased() {
            throw .himself(person.name)
        }
    }

    /// One regular holder and one who stands in, where the role has one seat.
    private func checkSeat(_ post: Post, of person: Person, in office: Office) throws(Refusal) {
        guard post.role.seat != .many else { return }
        for other in candidates(post.role, post.office) where other.id != person.id {
            let held = other.posts.first { theirs in
                Self.isSameSeat(theirs, post, office) && (theirs.acting == nil) == (post.acting == nil)
                    && theirs.overlaps(post)
            }
            if let held { throw .held(by: other.name, held, office.zone) }
        }
    }

    private static func isSame(_ post: Post, _ other: Post) -> Bool {
        post.role == other.role && post.office == other.office && post.section == other.section
    }

    /// Posts without a section share a seat only where the office's sections are known: a Direktorat has several
    /// Subdirektorat that nobody has listed.
    private static func isSameSeat(_ post: Post, _ other: Post, _ office: Office) -> Bool {
        guard post.role == other.role, post.office == other.office else { return false }
        guard post.role.seat == .onePerSection else { return true }
        return post.section == other.section && (post.section != nil || !office.sections.isEmpty)
    }
}
