import Journal
import Offices

/// One turn: commands decided one after another on a copy of the docket.
///
/// Each sees what those before it have decided, so a rule across cases has one decider. A command that is refused leaves
/// the copy as it was. Nothing of a turn counts until the journal has kept all of it.
struct Turn {
    /// The copy, with everything decided so far.
    private(set) var docket: Docket
    /// What is to be appended, in the order of deciding.
    private(set) var parts: [BatchPart] = []
    /// What the parts say, one list for each.
    private(set) var contents: [[Docket.Entry.Content]] = []
    /// Why nothing of the turn can be kept: the copy no longer says what was decided.
    private(set) var fault: (any Error)?
    private var keys: Set<IdempotencyKey> = []
    private let reactions: Reactions
    private let now: @Sendable () -> Moment

    init(on docket: Docket, reactions: Reactions, now: @escaping @Sendable () -> Moment) {
        (self.docket, self.reactions, self.now) = (docket, reactions, now)
    }

    /// What deciding a command came to.
    enum Verdict {
        /// It is kept when the part of this number is.
        case part(Int)
        case refused(any Error)
        case nothing
        /// Its key was used in this turn, or its case came to rest in it: only the next one can tell what that means.
        case later
    }

    /// Brings the past of a case that is at rest into the copy, all of it or nothing.
    mutating func wake(_ subject: CaseReference, _ past: [Docket.Entry]) throws {
        do {
            try docket.wake(past)
        } catch {
            docket.forget(subject)
            throw error
        }
    }

    /// Decides a command, with those that follow from it.
    mutating func decide(_ command: Command) -> Verdict {
        guard !command.subjects.contains(where: docket.isAside) else { return .later }
        return decideAwake(command)
    }

    private mutating func decideAwake(_ command: Command) -> Verdict {
        guard !keys.contains(command.key) else { return .later }
        do {
            guard let proposal = try command.decide(docket, now()) else { return .nothing }
            let part = try take(proposal, of: command)
            for content in proposal.contents {
                // One that is refused is asked for again at the next start.
                let subject = CaseReference(stream: proposal.stream)
                for next in reactions.follow(content, subject, docket) { _ = decideAwake(next) }
            }
            return .part(part)
        } catch {
            return .refused(error)
        }
    }

    /// Takes the events into the copy; one that could not be taken spoils the turn.
    private mutating func take(_ proposal: Proposal, of command: Command) throws -> Int {
        do {
            let (known, subject) = (docket.versions[proposal.stream], CaseReference(stream: proposal.stream))
            var drafts = proposal.drafts
            for (index, content) in proposal.contents.enumerated() {
                let version = (known ?? 0) + Int64(index + 1)
                try docket.take(content, of: proposal.stream, version: version, at: drafts[index].occurredAt)
            }
            drafts[drafts.count - 1].outbox += try reactions.work(proposal.contents, subject, docket)
            let expected: ExpectedVersion = subject == nil ? .any : known.map { .exactly($0) } ?? .none
            parts.append(
                BatchPart(drafts, to: proposal.stream, expecting: expected, key: command.key, request: command.request))
        } catch {
            fault = error
            throw error
        }
        contents.append(proposal.contents)
        keys.insert(command.key)
        return parts.count - 1
    }

    /// The copy when everything is on disk; cases that were only looked at go back to rest.
    func finished(at head: Head?, havingLookedAt subjects: some Sequence<CaseReference>) -> Docket {
        var docket = docket
        if let head { docket.pass(head) }
        for subject in subjects { docket.settle(subject) }
        return docket
    }
}
