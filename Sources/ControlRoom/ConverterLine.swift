package import Offices

/// Whose file is turned into pictures now, who waits, and who must come again later.
///
/// A file costs seconds of a processor that recordings and the programme need too. So few are converted at a time, the
/// line is short, and nobody has more than a share of it: one file at work, a few waiting, and a budget of time. A file
/// whose sender has gone leaves the line, or ends at once: cancelling the task that waits is enough.
package actor ConverterLine {
    /// How much is converted for whom.
    package struct Limits: Hashable, Sendable {
        /// Files at work; each has two converters, on the two or more processors that a service has.
        package var atOnce = 2
        /// Files of one person, at work and waiting.
        package var perPerson = 3
        /// Files that wait, of all persons: a KPP's deck takes about a second each.
        package var waiting = 24
        /// Seconds of work for one person within `period`; 34 Kanwil's and 352 KPP's decks have other senders.
        package var budget = Duration.seconds(600)
        package var period = Duration.seconds(3600)

        package init() {}
    }

    /// Why a file is not taken now; nothing of it is kept.
    package enum Refusal: Error, Hashable, Sendable {
        /// The person has as many files in the line as one may.
        case yourFiles(Int)
        /// The person's files have taken the time that one's may.
        case yourTime(retry: Int)
        /// The line is full.
        case full(Int)

        /// Seconds after which to try again.
        package var retry: Int {
            switch self {
            case .yourFiles: 10
            case .yourTime(let seconds): seconds
            case .full: 30
            }
        }
    }

    private struct Waiting {
        let ticket: Int
        let person: PersonID
        let turn: CheckedContinuation<Void, any Error>
    }

    private struct Spell {
        let end: ContinuousClock.Instant
        let took: Duration
    }

    private let limits: Limits
    private let now: @Sendable () -> ContinuousClock.Instant
    private var atWork: Set<PersonID> = []
    private var line: [Waiting] = []
    private var spent: [PersonID: [Spell]] = [:]
    private var tickets = 0

    package init(
        _ limits: Limits = Limits(), now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        (self.limits, self.now) = (limits, now)
    }

    /// Files that wait for their turn.
    package var length: Int { line.count }

    /// Runs the person's conversion in its turn. Throws `Refusal`, `CancellationError` while it waits, or what the
    /// work throws.
    package func run<Result: Sendable>(
        for person: PersonID, _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await enter(person)
        let began = now()
        defer { leave(person, after: began.duration(to: now())) }
        try Task.checkCancellation()
        return try await work()
    }

    private func enter(_ person: PersonID) async throws {
        try admit(person)
        if atWork.count < limits.atOnce, !atWork.contains(person) {
            atWork.insert(person)
            return
        }
        guard line.count < limits.waiting else { throw Refusal.full(limits.waiting) }
        tickets += 1
        let ticket = tickets
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (turn: CheckedContinuation<Void, any Error>) in
                // Who was cancelled before it stood in the line would never be taken out of it.
                guard !Task.isCancelled else { return turn.resume(throwing: CancellationError()) }
                line.append(Waiting(ticket: ticket, person: person, turn: turn))
            }
        } onCancel: {
            Task { await self.drop(ticket) }
        }
    }

    private func admit(_ person: PersonID) throws(Refusal) {
        let mine = line.count { $0.person == person } + (atWork.contains(person) ? 1 : 0)
        guard mine < limits.perPerson else { throw .yourFiles(limits.perPerson) }
        let from = now() - limits.period
        spent = spent.compactMapValues { spells in
            let recent = spells.filter { $0.end > from }
            return recent.isEmpty ? nil : recent
        }
        let spells = spent[person] ?? []
        guard let oldest = spells.first, spells.reduce(.zero, { $0 + $1.took }) >= limits.budget else { return }
        throw .yourTime(retry: Int(from.duration(to: oldest.end).components.seconds) + 1)
    }

    private func leave(_ person: PersonID, after took: Duration) {
        atWork.remove(person)
        spent[person, default: []].append(Spell(end: now(), took: took))
        letNextIn()
    }

    private func drop(_ ticket: Int) {
        guard let place = line.firstIndex(where: { $0.ticket == ticket }) else { return }
        line.remove(at: place).turn.resume(throwing: CancellationError())
    }

    /// First come, first served, but for those who have a file at work.
    private func letNextIn() {
        while atWork.count < limits.atOnce, let place = line.firstIndex(where: { !atWork.contains($0.person) }) {
            let next = line.remove(at: place)
            atWork.insert(next.person)
            next.turn.resume()
        }
    }
}
