import Digests
import Documents
package import Engine
import Foundation
package import Journal
package import Offices
package import Procedures

/// A refusal as the audit keeps it: nothing changed, but that somebody tried stays known.
struct RefusedAct: Codable, Sendable {
    let person: PersonID
    let name: String
    /// The case or meeting; `nil` for one that was to begin.
    let subject: String?
    /// `nil` when the request named no act that there is, or none at all.
    let act: ActReference?
    let rule: String
    let message: String
    let at: Moment
}

extension ControlRoom {
    /// Runs a command; a refusal of the rules leaves one entry and goes on to the person.
    ///
    /// `act` is what the request asked for; a refusal that names its own act is kept under that one.
    package func audited<Result: Sendable>(
        _ subject: CaseReference?, act: ActReference? = nil, by person: Person, key: IdempotencyKey,
        _ command: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await command()
        } catch let refusal as any RefusedByRule {
            try await audit(refusal, subject, act: act, by: person, key: key)
            throw refusal
        }
    }

    /// Keeps one entry for one refusal of a request: the same again under the same key adds none.
    package func audit(
        _ refusal: any RefusedByRule, _ subject: CaseReference?, act: ActReference? = nil, by person: Person,
        key: IdempotencyKey
    ) async throws {
        // A refusal quotes what was sent: the audit keeps a line of it, however much that was.
        let entry = RefusedAct(
            person: person.id, name: Shown.line(person.name), subject: subject?.description,
            act: refusal.refused ?? act, rule: refusal.word.rawValue, message: Shown.line(refusal.message), at: clock())
        let parts = [key.text, entry.subject ?? "", entry.act?.description ?? "", entry.message]
        let request = Array(parts.joined(separator: "\n").utf8)
        // A key may be as long as keys can be; its hash never is.
        guard let key = IdempotencyKey("refused:\(ContentHash(of: request).hex)") else { return }
        let draft = try EventCodec.draft(entry)
        try await note(draft, in: EventCodec.refusals, key: key, request: request)
    }
}
