import Foundation
import Logging
import Offices
import RoomLink
import RoomMedia

extension Agent {
    /// Compares what runs with what the plan wants now, and orders the difference.
    func reconcile() {
        guard !isEnding else { return }
        let plan = plans.effective(at: serviceNow)
        attempt { _ = try ports.assure(Wanted.ports(for: plan)) }
        keepRecordings(for: plan)
        var wanted = self.wanted(by: plan)
        if renewPorts(of: wanted) { wanted = self.wanted(by: plan) }
        sayWhereTheRoomListens()
        let until = end(of: plan)
        for (child, keeper) in keepers {
            keeper.want(wanted[child].map { ChildOrder(plan: $0, until: until) })
            if wanted[child] != nil { up.insert(child) }
        }
        answerOrders(of: plan)
        if !missingPages(of: plan).isEmpty { pageBell.signal() }
        if plan.upload || plan.uploads != nil { uploadBell.signal() }
    }

    private func wanted(by plan: RoomPlan) -> [ChildName: ChildPlan] {
        var files = Wanted.Files()
        for track in Track.allCases {
            files.recordings[track] = ledger.open(track).map { folder.recording($0.part) }
        }
        files.programmePage = page(plan.programme?.page, on: .programme)
        files.screenPage = page(plan.screen.page, on: .screen)
        files.screenPicture = openScreenOrder(of: plan)?.path
        let probe = openProbe(of: plan) != nil
        return Wanted(room: settings.room, plan: plan, ports: ports, folder: folder, files: files, isProbing: probe)
            .children()
    }

    /// Before a process starts, its ports must not have gone to another program.
    private func renewPorts(of wanted: [ChildName: ChildPlan]) -> Bool {
        let starting = wanted.filter { !up.contains($0.key) }.values.flatMap(Wanted.ports(of:))
        var renewed = false
        attempt { renewed = try ports.renewTaken(starting) }
        return renewed
    }

    private func sayWhereTheRoomListens() {
        guard let port = ports[.programmeReturn] else { return }
        let opening = Opening(
            programmeReturn: Endpoint(host: settings.host, port: port),
            sites: ports.sites.mapValues { Endpoint(host: settings.host, port: $0) })
        guard opening != toldOpening else { return }
        toldOpening = opening
        tell(.opened(opening))
    }

    /// When a process ends by itself without a further word, on the steady clock: a minute past the plan, or ten minutes
    /// when idle.
    private func end(of plan: RoomPlan) -> Moment {
        let now = clock.steady
        let idle = Moment(microseconds: (now.microseconds / 60_000_000 + 11) * 60_000_000)
        guard let held = plans.held, held.expires > serviceNow else { return idle }
        return max(idle, held.expires.advanced(bySeconds: 60 - offset.seconds.rounded()))
    }

    /// Hears what a process did, and orders what follows from it.
    func hear(_ event: ChildEvent, from child: ChildName) {
        switch event {
        case .status(let status):
            (statuses[child], heardAt[child]) = (status, clock.steady)
            if status.state == .playing { losses[child] = nil }
            for (watched, feed) in statusFeeds.values where watched == child { feed.yield(status) }
            hearRecordings(in: status, of: child)
            hearShowing(in: status, of: child)
            hearPauses(in: status, of: child)
            if child == .display { hearPicture(in: status) }
        case .ended(let reason):
            up.remove(child)
            (statuses[child], heardAt[child]) = (nil, nil)
            if let reason { hearLoss(of: child, reason) }
            settleRecordings(of: child)
        }
        reconcile()
    }

    /// A process that fails again before it ever plays, and for the same reason, is one loss.
    private func hearLoss(of child: ChildName, _ reason: String) {
        guard losses[child] != reason else { return }
        losses[child] = reason
        log.error("\(child.rawValue) is lost: \(reason)")
        tell(.childLost(ChildLoss(child: child, reason: reason)))
    }

    private func hearShowing(in status: ChildStatus, of child: ChildName) {
        let surfaces: [ChildName: Showing.Surface] = [.display: .screen, .programme: .programme]
        guard let surface = surfaces[child], let showing = status.showing else { return }
        let plan = plans.effective(at: serviceNow)
        let shown = Told.Shown(meeting: plan.meeting, page: showing.page)
        if let before = told.shown[surface.rawValue], before.page == shown.page {
            // The same page in another meeting is news when that meeting wants it; else it is what is about to go.
            let isWanted = shown.page != nil && [plan.screen.page, plan.programme?.page].contains(shown.page)
            guard isWanted, before.meeting != shown.meeting else { return }
        }
        let fact = Showing(surface: surface, page: showing.page, since: corrected(showing.since))
        tell(.shown(fact), at: fact.since)
        told.shown[surface.rawValue] = shown
        keepTold()
    }
}

extension ChildName {
    /// The recording that this process writes.
    var track: Track? {
        switch self {
        case .capture: .room
        case .programme: .programme
        case .send, .preview, .display: nil
        }
    }
}

extension Track {
    /// The process that writes this recording.
    var child: ChildName {
        switch self {
        case .room: .capture
        case .programme: .programme
        }
    }
}
