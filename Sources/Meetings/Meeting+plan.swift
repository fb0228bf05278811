package import Offices
import Procedures
package import RoomLink

extension Meeting {
    /// What one of this meeting's rooms should be doing now; `nil` for a room that has no part in it.
    ///
    /// Pure: the same meeting, openings and time give the same plan, so a plan lost with the service is made again.
    /// `openings` says where each room listens; what is not known yet is left out and follows later. Of the time only the
    /// lease depends, and the word on the screens that the meeting runs over.
    package func plan(
        for room: RoomID, openings: [RoomID: Opening], revision: Int64, at now: Moment
    ) -> RoomPlan? {
        guard let site = site(in: room), let notice, let expires = lease(of: room, at: now) else { return nil }
        let isRunning = stage.ended == nil
        let capturing = isRunning && isPrepared(site.office.id)
        return RoomPlan(
            revision: revision,
            expires: expires,
            meeting: id,
            capture: capturing,
            record: capturing && isRecording,
            send: capturing ? host.flatMap { openings[$0.room]?.sites[room] } : nil,
            programme: room == host?.room && capturing ? programme(openings) : nil,
            screen: isRunning ? screen(of: site, at: now) : ScreenPlan(caption: caption(of: site, at: now)),
            probe: probes.open(for: site.office.id).map { ProbeOrder(number: $0, diskNeeded: diskNeeded(notice)) },
            upload: !isRunning
        )
    }

    /// 2 MB a second for the programme and the room together, measured well below half of it, plus 200 MB.
    private func diskNeeded(_ notice: Notice) -> Int64 {
        Int64(min(max(notice.minutes, 0), Notice.minutesAllowed.upperBound)) * 60 * 500_000 + 200_000_000
    }

    /// Whether the meeting goes on past its planned end. It is announced and never cut: only the chair ends it (P09.2).
    package func runsOver(at now: Moment) -> Bool { stage.isLive && notice.map { $0.end < now } ?? false }

    private func caption(of site: Site, at now: Moment) -> String {
        "\(site.office.name) · \(label)" + (runsOver(at: now) ? " · melewati waktu" : "")
    }

    private func programme(_ openings: [RoomID: Opening]) -> ProgrammePlan {
        ProgrammePlan(
            title: [label, agenda, kind.remark].compactMap(\.self).joined(separator: " · "),
            code: "\(label) \(id)",
            sites: onStage.map { SitePlan(room: $0.room, label: $0.label) },
            returns: Dictionary(
                sites.compactMap { site in openings[site.room].map { (site.room, $0.programmeReturn) } },
                uniquingKeysWith: { first, _ in first }),
            layout: pageOnAir == nil ? .sites : .page,
            page: pageOnAir,
            record: isRecording
        )
    }

    private func screen(of site: Site, at now: Moment) -> ScreenPlan {
        let page = page(shownBy: site.office.id)
        let order = screenProof.orders[site.room].map { ScreenOrder(number: $0.number) }
        let layout: ScreenLayout =
            switch (stage, onAir) {
            case (.preparing, _): page == nil ? .idle : .page
            case (_, .agreements): .programme
            case (_, _): page == nil ? .programme : .both
            }
        return ScreenPlan(layout: layout, page: page, caption: caption(of: site, at: now), take: order)
    }
}
