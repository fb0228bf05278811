package import Digests
package import Offices

extension Document {
    /// Hands in a version; every mark that stands becomes void (AC-015).
    package mutating func submit(_ draft: Draft, by actor: Actor, at moment: Moment) throws(Refusal) {
        try requireHome(actor)
        guard !isFinal else { throw .final }
        try add(draft, by: actor, at: moment)
    }

    /// Puts a corrected version in the place of one that is registered already; the paper keeps its number.
    ///
    /// Only a paper that nobody marks is corrected so (AC-092): one whose chain is complete is final.
    package mutating func correct(_ draft: Draft, by actor: Actor, at moment: Moment) throws(Refusal) {
        try requireHome(actor)
        guard registration != nil else { throw .unregistered }
        guard chain.isEmpty else { throw .final }
        try add(draft, by: actor, at: moment)
    }

    private mutating func add(_ draft: Draft, by actor: Actor, at moment: Moment) throws(Refusal) {
        if needsAttachment, draft.attachments.isEmpty { throw .noAttachment }
        let hash = draft.hash
        if let newest, newest.hash == hash, !isReturned { throw .unchanged(version: newest.number) }
        let number = versions.count + 1
        void(.changed(version: number), by: actor, at: moment)
        versions.append(Version(number: number, draft: draft, hash: hash, by: actor, at: moment))
    }

    /// Puts a person's mark under the newest version (AC-005).
    /// - Parameters:
    ///   - seen: the content that the person had before them; refused when there is a newer one.
    ///   - standsIn: the person holds the post by a documented Plh or Plt; only then may one person mark two levels.
    package mutating func mark(
        _ kind: Mark.Kind, by actor: Actor, at moment: Moment, seen: ContentHash? = nil, standsIn: Bool = false
    ) throws(Refusal) {
        try requireHome(actor)
        let version = try versionInCirculation()
        guard let place = chain.firstIndex(where: { $0.kind == kind && $0.roles.contains(actor.role) }) else {
            throw .notInChain(kind, actor.role, chain: chain)
        }
        if let seen, seen != version.hash { throw .stale(newest: version.number) }
        try requireTurn(of: place, for: actor, standsIn: standsIn)
        marks.append(
            Mark(
                kind: kind, act: chain[place].act, actor: actor, at: moment, version: version.number,
                hash: version.hash, void: nil))
    }

    /// Sends the paper back to its drafter; every mark that stands becomes void (AC-016).
    /// - Parameter unmarked: the procedure has this official review the paper without a mark of their own (P06.7).
    package mutating func giveBack(
        _ remarks: Passage, by actor: Actor, at moment: Moment, unmarked: Bool = false
    ) throws(Refusal) {
        try requireHome(actor)
        let version = try versionInCirculation()
        guard unmarked || chain.contains(where: { $0.roles.contains(actor.role) }) else {
            throw .notReviewer(actor.role, chain: chain)
        }
        void(.returned(remarks: remarks), by: actor, at: moment)
        returns.append(Return(version: version.number, remarks: remarks, by: actor, at: moment))
    }

    /// Enters the paper in the register under a number that `NumberRegister` gave (AC-019).
    package mutating func register(_ number: LetterNumber, by actor: Actor, at moment: Moment) throws(Refusal) {
        guard newest != nil else { throw .nothingHandedIn }
        guard isMarked else { throw .unmarked(missing: missing) }
        if let registration { throw .registered(registration.number) }
        guard number.kind == kind else { throw .otherKind(number, allowed: kind) }
        registration = Registration(number: number, by: actor, at: moment)
    }

    /// Notes that the paper went out (AC-018, AC-019).
    package mutating func dispatch(
        to recipient: Line, channel: Line, reference: Line? = nil, by actor: Actor, at moment: Moment
    ) throws(Refusal) {
        guard let newest else { throw .nothingHandedIn }
        guard isMarked else { throw .unmarked(missing: missing) }
        guard registration != nil else { throw .unregistered }
        if needsAttachment, newest.draft.attachments.isEmpty { throw .noAttachment }
        dispatches.append(Dispatch(to: recipient, channel: channel, reference: reference, by: actor, at: moment))
    }

    private func requireHome(_ actor: Actor) throws(Refusal) {
        guard actor.office == office else { throw .otherOffice(actor.office, allowed: office) }
    }

    private func versionInCirculation() throws(Refusal) -> Version {
        guard let newest else { throw .nothingHandedIn }
        guard !isFinal else { throw .final }
        guard !isReturned else { throw .givenBack(version: newest.number) }
        return newest
    }

    /// Levels go up one by one, each once, each by another person.
    private func requireTurn(of place: Int, for actor: Actor, standsIn: Bool) throws(Refusal) {
        let given = standing
        if let higher = given.first(where: { mark in chain[(place + 1)...].contains { $0.act == mark.act } }) {
            throw .passed(higher)
        }
        if let same = given.first(where: { $0.act == chain[place].act }) { throw .alreadyMarked(same) }
        if !standsIn, let own = given.first(where: { $0.actor.id == actor.id }) { throw .samePerson(own) }
        let lower = missing.filter { chain[..<place].contains($0) }
        guard lower.isEmpty else { throw .unmarked(missing: lower) }
    }

    private mutating func void(_ reason: Mark.Void.Reason, by actor: Actor, at moment: Moment) {
        for index in marks.indices where marks[index].void == nil {
            marks[index].void = Mark.Void(at: moment, reason: reason, by: actor)
        }
    }
}
