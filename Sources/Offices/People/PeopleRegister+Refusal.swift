extension PeopleRegister {
    /// Why the register does not change.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case nobody(PersonID)
        case known(String)
        case numberTaken(by: String)
        case office(OfficeID, allowed: [OfficeID])
        case role(Role, Office)
        case section(SectionID, Office)
        case period
        case actingDates(Acting.Kind)
        case actingHolder
        case himself(String)
        case overlap(String, Post, Zone)
        case held(by: String, Post, Zone)
        case notHeld(Role, OfficeID, by: String?)
        case severalHolders(Role, OfficeID, [String])
        case severalSections(Role, OfficeID)

        package var description: String {
            switch self {
            case .nobody(let id): "there is no person \(id); add the person first"
            case .known(let name): "\(name.quoted.marked) stands in the register already; appoint instead of adding"
            case .numberTaken(let name):
                "that NIP is \(name.quoted.marked)'s; allowed: one person a NIP, appoint that person to the post"
            case .office, .role, .section: place
            case .period: "the end is not after the beginning; allowed: a last day on or after the first"
            case .actingDates(let kind):
                "\(kind.term) without both dates; allowed: the first and the last day of the written order"
            case .actingHolder:
                "Plh. for nobody, and the register knows no holder; give the name of the office holder stood in for"
            case .himself(let name): "\(name.quoted.marked) holds that office and stands in for nobody there"
            case .overlap(let name, let post, let zone):
                "\(name.quoted.marked) has that post already, \(post.period(in: zone)); allowed: periods that do not overlap"
            case .held(let name, let post, let zone):
                "\(name.quoted.marked) \(post.acting.map { "is \($0.kind.term)" } ?? "holds it"), \(post.period(in: zone)); allowed: "
                    + "one at a time, end or transfer that post first"
            case .notHeld, .severalHolders, .severalSections: holding
            }
        }

        private var place: String {
            switch self {
            case .office(let found, let allowed): "there is no office \"\(found)\"; allowed: \(Self.list(allowed))"
            case .role(let role, let office):
                "\(role.rawValue) is not held at \"\(office.id)\", a \(office.kind.rawValue); allowed there: "
                    + Self.list(Role.allCases.filter { $0.officeKind == office.kind }.map(\.rawValue))
            case .section(let found, let office):
                "\"\(office.id)\" has no section \"\(found)\"; allowed: \(Self.list(office.sections.map(\.id)))"
            default: ""
            }
        }

        private var holding: String {
            switch self {
            case .notHeld(let role, let office, let name):
                "\(name?.quoted.marked ?? "nobody") holds \(role.rawValue)@\(office) at that time; "
                    + "allowed: a post in force, ended after its first moment"
            case .severalHolders(let role, let office, let names):
                "\(role.rawValue)@\(office) is held by \(names.map(\.quoted.marked).joined(separator: ", ")); say whose post it is"
            case .severalSections(let role, let office):
                "the person is \(role.rawValue)@\(office) for several sections; say for which"
            default: ""
            }
        }

        private static func list(_ allowed: [some CustomStringConvertible]) -> String {
            let shown = allowed.prefix(16).map(\.description).joined(separator: ", ")
            return allowed.count > 16 ? "\(shown) and \(allowed.count - 16) more" : shown
        }
    }
}

extension Post {
    /// `since ever`, `from 2026-12-01 until 2026-12-07`: days of the zone, both included.
    package func period(in zone: Zone) -> String {
        let first = from.map { "from \(zone.isoDay(of: $0))" }
        let last = until.map { "until \(zone.isoDay(of: $0.advanced(bySeconds: -0.000_001)))" }
        return first == nil && last == nil ? "since ever" : [first, last].compactMap(\.self).joined(separator: " ")
    }
}
