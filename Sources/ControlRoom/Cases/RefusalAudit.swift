package import Cases
import Documents
import Foundation
package import Journal
package import Meetings
package import Offices
import Procedures

/// A refusal as the audit keeps it: nothing changed, but that somebody tried stays known.
struct RefusedAct: Codable, Sendable {
    let person: PersonID
    let name: String
    /// The case or meeting; `nil` for one that was to begin.
    let subject: String?
    let act: ActReference
    let rule: String
    let message: String
    let at: Moment
}

extension ControlRoom {
    /// Runs a command; a refusal of the rules leaves one entry and goes on to the person.
    package func audited<Result: Sendable>(
        _ subject: CaseReference?, by person: Person, key: IdempotencyKey,
        _ command: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await command()
        } catch let refusal as Meeting.Refusal {
            let entry = refused(subject, person, refusal.act, refusal.rule.rawValue, refusal.message)
            try await keep(entry, key: key)
            throw refusal
        } catch let refusal as Case.Refusal {
            let entry = refused(subject, person, refusal.act, refusal.rule.rawValue, refusal.message)
            try await keep(entry, key: key)
            throw refusal
        }
    }

    private func refused(
        _ subject: CaseReference?, _ person: Person, _ act: ActReference, _ rule: String, _ message: String
    ) -> RefusedAct {
        RefusedAct(
            person: person.id, name: person.name, subject: subject?.description, act: act, rule: rule,
            message: message, at: clock())
    }

    /// One entry for one request: the same key again adds none.
    private func keep(_ entry: RefusedAct, key: IdempotencyKey) async throws {
        // A key may be as long as keys can be; its hash never is.
        let name = ContentHash(of: Array(key.text.utf8)).hex
        guard let key = IdempotencyKey("refused:\(name)") else { return }
        let draft = try EventCodec.draft(entry)
        _ = try await alone { try await note(draft, in: EventCodec.refusals, key: key, request: Array(key.text.utf8)) }
    }
}

extension Case.Refusal {
    /// The kind of rule that said no, as for a meeting.
    package var rule: Meeting.Refusal.Rule {
        switch self {
        case .procedure(let refusal): Meeting.Refusal(refusal).rule
        case .form: .form
        case .paper: .condition
        }
    }
}
