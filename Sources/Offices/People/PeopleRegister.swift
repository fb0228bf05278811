/// Who holds which post, held, and is going to hold; the rules by which that changes.
///
/// Changing the value changes nothing else: a change that is refused leaves it as it was.
package struct PeopleRegister: Hashable, Sendable {
    package private(set) var persons: [Person] = []
    private var places: [PersonID: Int] = [:]
    private var numbers: [NIP: Int] = [:]
    /// Everybody who ever had a post of that role in that office.
    private var holders: [Chair: Set<Int>] = [:]

    private struct Chair: Hashable {
        let role: Role
        let office: OfficeID
    }

    /// A register of persons as they are; their posts were checked when they were appointed.
    package init(_ persons: [Person] = []) { for person in persons { take(person) } }

    /// The person of that id; `nil` when there is none.
    package subscript(_ id: PersonID) -> Person? { places[id].map { persons[$0] } }

    /// The person of that number; `nil` when there is none.
    package subscript(_ nip: NIP) -> Person? { numbers[nip].map { persons[$0] } }

    /// The regular holders at a moment, or those who stand in; in the order of the register.
    package func holders(
        of role: Role, in office: OfficeID, section: SectionID? = nil, acting: Bool = false, at moment: Moment
    ) -> [Person] {
        candidates(role, office).filter { person in
            person.posts.contains { post in
                post.holds(role, in: office, at: moment) && (post.acting != nil) == acting
                    && (section == nil || post.section == section)
            }
        }
    }

    func candidates(_ role: Role, _ office: OfficeID) -> [Person] {
        (holders[Chair(role: role, office: office)] ?? []).sorted().map { persons[$0] }
    }

    /// Adds a person with posts that nobody checks.
    package mutating func enrol(_ person: Person) throws(Refusal) {
        if let other = self[person.id] { throw .known(other.name) }
        if let nip = person.nip, let other = self[nip] { throw .numberTaken(by: other.name) }
        take(person)
    }

    /// Gives a person a post.
    ///
    /// An acting post without the holder's name gets the name of the regular holder at its first moment.
    package mutating func appoint(
        _ id: PersonID, to post: Post, in directory: OfficeDirectory
    ) throws(Refusal) {
        guard let place = places[id] else { throw .nobody(id) }
        let named = naming(post)
        try check(named, of: persons[place], in: directory)
        add(named, to: place)
    }

    /// Ends a post that the person holds at that moment; it stays in the person's history.
    package mutating func end(
        _ role: Role, in office: OfficeID, section: SectionID? = nil, of id: PersonID, at moment: Moment
    ) throws(Refusal) {
        guard let place = places[id] else { throw .nobody(id) }
        let found = persons[place].posts.indices.filter { index in
            let post = persons[place].posts[index]
            return Self.canEnd(post, role, office, section, at: moment)
        }
        guard let index = found.first else { throw .notHeld(role, office, by: persons[place].name) }
        guard found.count == 1 else { throw .severalSections(role, office) }
        persons[place].posts[index] = persons[place].posts[index].ended(at: moment)
    }

    /// Hands an office from its regular holder to another person: the old post ends the moment the new one begins.
    ///
    /// Gives back who held it. `old` is needed only for a role with several holders.
    @discardableResult
    package mutating func transfer(
        _ role: Role, in office: OfficeID, section: SectionID? = nil, from old: PersonID? = nil, to new: PersonID,
        at moment: Moment, directory: OfficeDirectory
    ) throws(Refusal) -> Person {
        let found = candidates(role, office).filter { person in
            (old == nil || person.id == old)
                && person.posts.contains { post in
                    post.acting == nil && Self.canEnd(post, role, office, section, at: moment)
                }
        }
        guard let holder = found.first else { throw .notHeld(role, office, by: old.flatMap { self[$0]?.name }) }
        guard found.count == 1 else { throw .severalHolders(role, office, found.map(\.name)) }
        let ending = holder.posts.first { $0.acting == nil && Self.canEnd($0, role, office, section, at: moment) }
        if let ending, holder.id == new { throw .overlap(holder.name, ending, directory[office]?.zone ?? .wib) }
        var changed = self
        try changed.end(role, in: office, section: section ?? ending?.section, of: holder.id, at: moment)
        let post = Post(role: role, office: office, section: section ?? ending?.section, from: moment)
        try changed.appoint(new, to: post, in: directory)
        self = changed
        return holder
    }

    private static func canEnd(
        _ post: Post, _ role: Role, _ office: OfficeID, _ section: SectionID?, at moment: Moment
    ) -> Bool {
        post.holds(role, in: office, at: moment) && post.from != moment && (section == nil || post.section == section)
    }

    private mutating func take(_ person: Person) {
        let place = persons.count
        persons.append(person)
        places[person.id] = place
        if let nip = person.nip { numbers[nip] = place }
        for post in person.posts { holders[Chair(role: post.role, office: post.office), default: []].insert(place) }
    }

    private mutating func add(_ post: Post, to place: Int) {
        persons[place].posts.append(post)
        holders[Chair(role: post.role, office: post.office), default: []].insert(place)
    }
}
