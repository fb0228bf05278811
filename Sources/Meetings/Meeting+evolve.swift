package import Offices
package import Procedures
import RoomLink

extension Meeting {
    /// The state after one more event; total: an event of the journal is a fact and is never refused.
    package mutating func evolve(_ event: MeetingEvent, at moment: Moment) {
        switch event {
        case .act(let key, let actor, let content):
            proceedings.perform(key, by: actor, at: moment, outcome: outcome(of: content))
            lastAct = moment
            evolve(content, key: key, by: actor, at: moment)
        case .probeOrdered(let office, let number): probes.order(number, for: office)
        case .fact(let room, let envelope):
            if let seconds = envelope.correctedBy {
                disturbances.correct(at: envelope.occurredAt, by: seconds, from: room)
            }
            evolve(envelope.fact, from: room, at: envelope.occurredAt)
        case .live(let at): stage = .live(since: at)
        case .closed(let at): stage = .closed(since: stage.began ?? at, at: at)
        case .stored(let recording): recordings.store(recording)
        case .givenUp(let recording): recordings.giveUp(recording)
        case .screenChecked(let room, let check): screenProof.take(check, of: room)
        case .opened(let opening):
            open(opening)
            lastAct = moment
        case .paper(let issue): try? take(issue, at: moment)
        case .replaced(let room, let change):
            recordings.replace(change, in: room)
            replacements.append(Replacement(room: room, change: change))
        case .assigned(let key, let assignees): proceedings.assign(assignees, by: key)
        }
    }

    private mutating func open(_ opening: MeetingOpening) {
        (number, host, kind) = (opening.number, opening.host, opening.kind)
        (openedOn, openedAgenda) = (opening.ground, opening.agenda)
    }

    private mutating func evolve(_ content: ActContent, key: ActKey, by actor: Actor, at moment: Moment) {
        switch content {
        case .plain:
            if key.act.conduct == .receive, let office = key.office {
                receipts[office] = Receipt(by: actor, at: moment)
            }
            review(key, by: actor, at: moment)
        case .decided(let decision, let number, let host): decide(decision, number: number, host: host, at: moment)
        case .noticed(let notice): (self.notice, noticedBy) = (notice, actor)
        case .contacted, .toldProposer, .releasedSection: break
        case .givenBack(let remarks): review(key, remarks: remarks, by: actor, at: moment)
        case .releasedOffice(let office, let reason): released[office] = reason
        case .releasedDirectorate(let office, let reason): releasedDirectorates[office] = reason
        case .attended(let office, let line): attend(line, for: office)
        case .submitted(let material): materials.append(material)
        case .displayed, .turned, .aired: evolveScreens(content, key: key)
        case .noted, .corrected, .nothingAgreed, .listed: evolveAgreements(content)
        case .closing(let reasons):
            unconfirmed = reasons
            stage = .closing(since: stage.began ?? moment)
        case .reported, .delivered, .followed: evolveReport(content, by: actor, at: moment)
        }
    }

    private mutating func decide(_ decision: Decision, number: Int, host: Site, at moment: Moment) {
        (self.decision, self.number, self.host, decidedAt) = (decision, number, host, moment)
        if !decision.needed { stage = .declined }
    }

    private mutating func evolveScreens(_ content: ActContent, key: ActKey) {
        switch content {
        case .displayed(let page, let present):
            guard let office = key.office else { return }
            screens[office] = page
            attendance[office] = present
        case .turned(_, let page):
            guard let office = key.office else { return }
            screens[office] = page
            if onAir == .materials(office) { airChanges += 1 }
        case .aired(let onAir, _):
            self.onAir = onAir
            airChanges += 1
        default: break
        }
    }

    private mutating func evolveAgreements(_ content: ActContent) {
        switch content {
        case .noted(let number, let wording): agreements.append(Agreement(number: number, first: wording))
        case .corrected(let number, _, let wording):
            guard let place = agreements.firstIndex(where: { $0.number == number }) else { return }
            agreements[place].wordings.append(wording)
        case .nothingAgreed: nothingAgreed = true
        case .listed(let display, _):
            self.display = display
            airChanges += 1
            onAir = .agreements(page: 1)
        default: break
        }
    }

    private mutating func evolveReport(_ content: ActContent, by actor: Actor, at moment: Moment) {
        switch content {
        case .reported(let report): self.report = report
        case .delivered(let parties):
            for party in parties { deliveries[party] = moment }
            if case .closed(let since, let at) = stage { stage = .issued(since: since, at: at) }
            sendReport(by: actor, at: moment)
        case .followed(let followUp): followUps.append(followUp)
        default: break
        }
    }

    private mutating func evolve(_ fact: RoomFact, from room: RoomID, at moment: Moment) {
        switch fact {
        case .opened: break
        case .probed(let report):
            if let office = site(in: room)?.office.id { probes.answer(report, from: office, at: moment) }
        case .recordingStarted(let start): recordings.begin(start, in: room)
        case .recordingEnded(let end): recordings.end(end, in: room)
        case .childLost(let loss): incidents.append(Incident(room: room, loss: loss, at: moment))
        case .shown(let showing): evolve(showing, in: room)
        case .screenTaken: break
        case .disturbed(let disturbance): disturbances.take(disturbance, from: room)
        }
    }

    private mutating func evolve(_ showing: Showing, in room: RoomID) {
        showings.append(ShowingRecord(room: room, showing: showing))
        guard room == host?.room, showing.surface == .programme, let page = showing.page, let display else { return }
        if display.pages.contains(page) { screenProof.show(page, in: sites.map(\.room)) }
    }
}

extension Meeting {
    /// What an act's content means for the order of steps; `nil` when it brings nothing about but being done.
    func outcome(of content: ActContent) -> Outcome? {
        switch content {
        case .decided(let decision, _, let host):
            host.office.kind == .rko ? decision.branch.map { .decided($0) } : nil
        case .noticed(let notice): .notified(invited: notice.invited.map(\.office), directorates: notice.directorates)
        case .toldProposer(let directorate): .notified(invited: [], directorates: [directorate])
        case .contacted(let sections): .contacted(sections)
        case .releasedOffice(let office, _): .releasedOffice(office)
        case .releasedDirectorate(let office, _): .releasedDirectorate(office)
        case .releasedSection(let section, _): .releasedSection(section)
        case .delivered(let parties):
            .delivered(parties: known(parties), owing: Array(Set(agreements.map(\.current.responsible))).sorted())
        default: nil
        }
    }

    /// The offices of the notice that a delivery names: what was delivered counts, whoever would be a party today.
    func known(_ parties: [OfficeID]) -> [Office] {
        (sites.map(\.office) + (notice?.directorates ?? [])).reduce(into: []) { found, office in
            if parties.contains(office.id), !found.contains(where: { $0.id == office.id }) { found.append(office) }
        }
    }
}

extension Decision {
    /// The branch that the decision takes: P02.1a, P02.1b, or the end when nobody is to be told (AC-026).
    package var branch: BranchID? {
        if needed { return BranchID("needed") }
        return BranchID(ground.proposer == nil ? "not-needed-without-proposer" : "not-needed")
    }
}
