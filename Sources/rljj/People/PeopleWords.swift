import Foundation
import Offices

/// `ROLE@OFFICE` or `ROLE@OFFICE/SECTION`, as people write a post on the command line.
struct PostName: CustomStringConvertible {
    let role: Role
    let office: OfficeID
    let section: SectionID?

    init(parsing text: String) throws {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let place = (halves.dropFirst().first ?? "").split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false
        )
        .map(String.init)
        guard let role = Role(rawValue: halves.first ?? "") else {
            let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw Misuse("post \"\(text.prefix(80))\"; allowed: ROLE@OFFICE with ROLE one of \(roles)")
        }
        guard let office = OfficeID(place.first ?? "") else {
            throw Misuse("post \"\(text.prefix(80))\"; allowed: ROLE@OFFICE with an office such as kpp-makassar")
        }
        (self.role, self.office, section) = (role, office, place.dropFirst().first.flatMap { SectionID($0) })
        if place.count == 2, section == nil {
            throw Misuse("post \"\(text.prefix(80))\"; allowed after the office: a section such as /pelayanan")
        }
    }

    init(_ post: Post) { (role, office, section) = (post.role, post.office, post.section) }

    var description: String { "\(role.rawValue)@\(office)\(section.map { "/\($0)" } ?? "")" }
}

extension PeopleRegister {
    /// The person whom somebody means: by NIP, by id, or by the whole name.
    func find(_ who: String) throws -> Person {
        if let id = PersonID(who) {
            guard let person = self[id] else { throw Misuse("there is no person \(id); see rljj people list") }
            return person
        }
        if who.first?.isNumber == true {
            guard let person = self[try NIP(parsing: who)] else {
                throw Misuse("nobody has that NIP; see rljj people list")
            }
            return person
        }
        let found = persons.filter { $0.name.lowercased() == who.lowercased() }
        guard let person = found.first else {
            throw Misuse("nobody is called \"\(who.prefix(80))\"; give a NIP, an id, or the whole name")
        }
        guard found.count == 1 else {
            let ids = found.map(\.id.description).joined(separator: ", ")
            throw Misuse("\(found.count) persons are called \"\(person.name)\"; give the NIP or one of the ids \(ids)")
        }
        return person
    }
}

/// Reads a day of the command line.
func day(_ text: String, _ option: String) throws -> CivilDay {
    guard let day = CivilDay(text) else {
        throw Misuse("\(option) \"\(text.prefix(40))\"; allowed: a day such as 2026-12-01")
    }
    return day
}

extension Post {
    /// `Plh. kepala-kpp@kpp-makassar from 2026-12-01 until 2026-12-07 (in place of Ani, order ND-12)`.
    func inWords(_ zone: Zone) -> String {
        let head = "\(acting.map { "\($0.kind.term) " } ?? "")\(PostName(self)) \(period(in: zone))"
        guard let acting else { return head }
        return "\(head) (\(acting.holder.map { "in place of \($0), " } ?? "")order \(acting.order))"
    }
}
