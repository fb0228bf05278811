package import Documents
package import Journal
package import Offices
import Synchronization

/// The one place in which something is decided.
///
/// A command waits until its turn. The engine takes up to `largestBatch` of those that wait and decides them one after
/// another on a copy of the docket; one append to the journal keeps everything that they decided, and gives the stored
/// events back. Then, and not before, the copy becomes the docket, reactions run once for each event, and everybody who
/// waits is answered. What this promises:
///
/// - What was answered is on disk, and what anybody can see in `docket` is on disk.
/// - A refused command changes nothing and hurts none beside it; it is answered when the turn is over, since it may have been
///   refused because of what another one of the turn decided.
/// - When the append fails, the copy is dropped and everybody of the turn hears why.
/// - Commands are decided in the order of their coming, each on what the ones before it left.
/// - The same key with the same request is one command, whenever it comes again.
/// - An event has its reactions whoever brought it about: no command asks for them.
package actor Engine {
    package nonisolated let journal: Journal
    /// Gives the moment of each decision.
    private let clock: @Sendable () -> Moment
    private let reactions: Reactions
    private nonisolated let state: Mutex<Docket>
    private var waiting: [Waiting] = []
    private var turn: Task<Void, Never>?
    private var listener: (@Sendable (Happening) async -> Void)?

    /// How many commands share a turn: enough that a crowd shares one write, few enough that the first waits shortly.
    package static let largestBatch = 64

    package init(
        _ journal: Journal, correspondence: Correspondence, reactions: Reactions = Reactions(),
        clock: @escaping @Sendable () -> Moment
    ) {
        (self.journal, self.reactions, self.clock) = (journal, reactions, clock)
        state = Mutex(Docket(correspondence: correspondence))
    }

    /// The state of everything as the journal has it, at this moment; later changes do not reach the value.
    package nonisolated var docket: Docket { state.withLock { $0 } }

    /// Who hears of what happens, once; of the events of a turn before those who waited are answered.
    package func tell(_ listener: @escaping @Sendable (Happening) async -> Void) { self.listener = listener }

    /// Lets the listener know that time has passed.
    package func passTime() async { await listener?(.passed) }

    /// Lets the listener know that the docket is filled.
    func begin() async { await listener?(.began) }

    /// Decides a command in the next turn; what it decided is on disk when this returns.
    ///
    /// A cancelled task still gets its answer. Throws what refuses the command, `Journal.Refusal`, or `Journal.Failure`.
    @discardableResult
    package func submit(_ command: Command) async throws -> Command.Outcome {
        try await withCheckedThrowingContinuation { waiter in
            waiting.append(Waiting(command: command, waiter: waiter))
            // A task of its own: the cancellation of one caller must not take back what others wait for.
            if turn == nil { turn = Task { await self.work() } }
        }
    }

    /// Keeps an entry that belongs to no case, such as a line of the audit; once for one key.
    @discardableResult
    package func record(
        _ draft: EventDraft, in stream: StreamID, key: IdempotencyKey, request: [UInt8]
    ) async throws -> Command.Outcome {
        try await submit(Command(key: key, request: request) { _, _ in Proposal(draft, in: stream) })
    }

    /// How many commands wait for the next turn.
    var waitingCount: Int { waiting.count }

    /// Waits until nothing waits any more.
    package func finish() async { await turn?.value }

    /// Changes what is in memory without an event: at the start, and what is kept at hand.
    nonisolated func remember(_ change: (inout Docket) -> Void) { state.withLock { change(&$0) } }

    fileprivate struct Waiting {
        let command: Command
        let waiter: CheckedContinuation<Command.Outcome, any Error>
    }

    private func work() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Self.largestBatch))
            waiting.removeFirst(batch.count)
            // What could not be told in this turn is first in the next.
            waiting.insert(contentsOf: await take(batch), at: 0)
        }
        turn = nil
    }

    /// Runs one turn; gives back those who have to wait for the next.
    private func take(_ batch: [Waiting]) async -> [Waiting] {
        do {
            let (open, answered) = try await asked(batch)
            var (turn, unreadable) = await begin(open.map(\.command))
            var (later, decided) = ([Waiting](), [(Waiting, Turn.Verdict)]())
            for member in open {
                let fault = member.command.subjects.lazy.compactMap { unreadable[$0] }.first
                let verdict = fault.map { .refused($0) } ?? turn.decide(member.command)
                if case .later = verdict { later.append(member) } else { decided.append((member, verdict)) }
            }
            let again = await keep(turn, decided)
            for (member, answer) in answered { member.waiter.resume(with: answer) }
            return again + later
        } catch {
            for member in batch { member.waiter.resume(throwing: error) }
            return []
        }
    }

    /// Those who were answered before by the journal, and those who were not.
    private func asked(
        _ batch: [Waiting]
    ) async throws -> (open: [Waiting], [(Waiting, Result<Command.Outcome, any Error>)]) {
        let known = try await journal.receipts(
            for: batch.compactMap { member in
                member.command.request.map { (key: member.command.key, request: $0) }
            })
        var (rest, open, answered) = (known[...], [Waiting](), [(Waiting, Result<Command.Outcome, any Error>)]())
        for member in batch {
            guard member.command.request != nil else {
                open.append(member)
                continue
            }
            switch rest.removeFirst() {
            case .success(.none): open.append(member)
            case .success: answered.append((member, .success(.known)))
            case .failure(let refusal): answered.append((member, .failure(refusal)))
            }
        }
        return (open, answered)
    }

    /// A turn in which the cases that the commands look at are awake, and why some are not.
    private func begin(_ commands: [Command]) async -> (Turn, unreadable: [CaseReference: any Error]) {
        var turn = Turn(on: docket, reactions: reactions, now: clock)
        var unreadable: [CaseReference: any Error] = [:]
        for subject in Set(commands.flatMap(\.subjects)) where turn.docket.versions[subject.stream] == nil {
            do {
                try turn.wake(subject, try await past(of: subject.stream))
            } catch {
                unreadable[subject] = error
            }
        }
        return (turn, unreadable)
    }

    /// The events of one case.
    nonisolated func past(of stream: StreamID) async throws -> [Docket.Entry] {
        try await journal.events(of: stream).map { try Docket.Entry($0) }
    }

    /// Appends what a turn decided, makes its copy the docket, and answers; gives back who must be decided anew.
    private func keep(_ turn: Turn, _ decided: [(Waiting, Turn.Verdict)]) async -> [Waiting] {
        do {
            if let fault = turn.fault { throw fault }
            let stored: [[StoredEvent]] = turn.parts.isEmpty ? [] : try await journal.append(turn.parts)
            let kept: [[Docket.Entry]] = zip(stored, turn.contents).map { events, contents in
                zip(events, contents).map { Docket.Entry(event: $0, content: $1) }
            }
            let last = kept.last?.last?.event
            let docket = turn.finished(
                at: last.map { Head(position: $0.position, hash: $0.hash) },
                havingLookedAt: decided.flatMap(\.0.command.subjects))
            state.withLock { $0 = docket }
            if !kept.isEmpty { await listener?(.kept(kept.flatMap(\.self))) }
            for (member, verdict) in decided { member.answer(verdict, kept) }
            return []
        } catch let fault as BatchFault {
            return apart(fault, decided)
        } catch {
            for (member, _) in decided { member.waiter.resume(throwing: error) }
            return []
        }
    }

    /// Answers the one command that the journal knows or refuses; the others are decided anew without it.
    ///
    /// When it is one that followed from another, all hear of it: deciding anew would bring it about again.
    private func apart(_ fault: BatchFault, _ decided: [(Waiting, Turn.Verdict)]) -> [Waiting] {
        let guilty = decided.firstIndex { if case .part(let part) = $0.1 { part == fault.part } else { false } }
        guard let guilty else {
            for (member, _) in decided { member.waiter.resume(throwing: fault) }
            return []
        }
        switch fault.reason {
        case .known: decided[guilty].0.waiter.resume(returning: .known)
        case .refused(let refusal): decided[guilty].0.waiter.resume(throwing: refusal)
        }
        return decided.indices.filter { $0 != guilty }.map { decided[$0].0 }
    }
}

extension Engine.Waiting {
    fileprivate func answer(_ verdict: Turn.Verdict, _ kept: [[Docket.Entry]]) {
        switch verdict {
        case .part(let part): waiter.resume(returning: .kept(kept[part]))
        case .refused(let error): waiter.resume(throwing: error)
        case .nothing, .later: waiter.resume(returning: .nothing)
        }
    }
}
