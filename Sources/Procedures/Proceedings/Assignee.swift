package import Offices

/// The person whom an assigning act names for what follows (AC-018).
package struct Assignee: Hashable, Sendable, Codable {
    package let person: PersonID
    /// As it was when the person was named.
    package let name: String
    package let role: Role

    package init(person: PersonID, name: String, role: Role) {
        (self.person, self.name, self.role) = (person, name, role)
    }
}

/// Why the persons named in an act do not fit it.
package enum AssigneeFault: Hashable, Sendable {
    /// The act names nobody.
    case unasked
    /// The person holds none of the roles that do what is assigned.
    case holdsNone(PersonID, needed: [Role])
    case twice(Role)
    /// Several hold the role, so one of them must be named.
    case needed(Role, among: [String])
}

extension Proceedings {
    /// Who was named for a copy of an act; `nil` when anybody who holds the role may do it.
    package func assignee(of key: ActKey) -> Assignee? { state.assigned?[key] }

    /// The copies for which an act names somebody, and who may do them.
    package func assignments(by key: ActKey) -> [(key: ActKey, roles: [Role], place: OfficeID)] {
        (procedures[key.act]?.assigns ?? []).compactMap { reference in
            guard let act = procedures[reference] else { return nil }
            let copy = own(reference, for: key)
            let known = roles(for: copy, of: act)
            let roles = known.isEmpty ? act.roles : known
            return roles.first.map { (copy, roles, place(of: $0, for: copy)) }
        }
    }

    /// Records whom an act named; it refuses nothing, so that a journal can always be read again.
    package mutating func assign(_ assignees: [Assignee], by key: ActKey) {
        if procedures[key.act]?.form == .agents { return assignShares(assignees, by: key) }
        for (copy, roles, _) in assignments(by: key) {
            // Of several who may do it, the one whom the text prints first.
            let named = roles.compactMap { role in assignees.first { $0.role == role } }.first
            guard let named else { continue }
            state.assigned = (state.assigned ?? [:]).merging([copy: named]) { _, new in new }
        }
    }

    /// Each agent named has a share of the work (P11.4).
    private mutating func assignShares(_ agents: [Assignee], by key: ActKey) {
        for reference in procedures[key.act]?.assigns ?? [] {
            for (copy, named) in zip(copies(of: reference), agents) {
                state.assigned = (state.assigned ?? [:]).merging([copy: named]) { _, new in new }
            }
        }
    }

    /// The shares of the work when so many agents are named: one for each, and one when nobody is.
    package static func shares(_ agents: Int) -> [SectionID] {
        (1...max(1, agents)).compactMap { SectionID("agen-\($0)") }
    }
}

extension AssigneeFault {
    var indonesian: String {
        switch self {
        case .unasked: "tindakan ini tidak menugaskan orang tertentu; kosongkan assignees"
        case .holdsNone(let person, let needed):
            "\(person) tidak memegang peran \(needed.map(\.term).joined(separator: ", ")) di kantor itu saat ini"
        case .twice(let role): "dua orang disebut untuk peran \(role.term); sebutkan satu"
        case .needed(let role, let names):
            "sebutkan siapa yang ditugaskan; \(role.term): \(names.joined(separator: ", "))"
        }
    }

    var english: String {
        switch self {
        case .unasked: "this act names nobody; leave assignees out"
        case .holdsNone(let person, let needed):
            "\(person) holds none of \(needed.map(\.rawValue).joined(separator: ", ")) in that office now"
        case .twice(let role): "two persons are named for \(role.rawValue); name one"
        case .needed(let role, let names):
            "name who is assigned; \(role.rawValue): \(names.joined(separator: ", "))"
        }
    }
}
