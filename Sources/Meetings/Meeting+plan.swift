package import Offices
import Procedures
package import RoomLink

extension Meeting {
    /// What one of this meeting's rooms should be doing now; `nil` for a room that has no part in it.
    ///
    /// Pure: the same meeting and the same openings give the same plan, so a plan lost with the service is made again.
    /// `openings` says where each room listens; what is not known yet is left out and follows later.
    package func plan(for room: RoomID, openings: [RoomID: Opening], revision: Int64) -> RoomPlan? {
        guard let site = site(in: room), let notice, stage != .declined else { return nil }
        let isRunning = stage.ended == nil
        let capturing = isRunning && isPrepared(site.office.id)
        return RoomPlan(
            revision: revision,
            expires: notice.end.advanced(bySeconds: Self.overrun),
            meeting: id,
            capture: capturing,
            record: capturing && isRecording,
            send: capturing ? host.flatMap { openings[$0.room]?.sites[room] } : nil,
            programme: room == host?.room && capturing ? programme(openings) : nil,
            screen: isRunning ? screen(of: site) : ScreenPlan(caption: caption(of: site)),
            probe: probes.open(for: site.office.id).map { ProbeOrder(number: $0, diskNeeded: diskNeeded(notice)) },
            upload: !isRunning
        )
    }

    /// How long after the planned end a meeting may still run before its rooms fall silent, in seconds.
    private static let overrun = 4 * 3600.0

    /// Recording runs from the operator's order (P09.3) until the chair's end (P09.2).
    private var isRecording: Bool {
        switch stage {
        case .preparing, .live: isDone(.recordVideo)
        case .declined, .closing, .closed, .issued: false
        }
    }

    /// 2 MB a second for the programme and the room together, measured well below half of it, plus 200 MB.
    private func diskNeeded(_ notice: Notice) -> Int64 { Int64(notice.minutes) * 60 * 500_000 + 200_000_000 }

    private func caption(of site: Site) -> String { "\(site.office.name) · \(label)" }

    private func programme(_ openings: [RoomID: Opening]) -> ProgrammePlan {
        ProgrammePlan(
            title: [label, agenda, kind.remark].compactMap(\.self).joined(separator: " · "),
            code: "\(label) \(id)",
            sites: onStage.map { SitePlan(room: $0.room, label: $0.label) },
            returns: Dictionary(
                uniqueKeysWithValues: sites.compactMap { site in
                    openings[site.room].map { (site.room, $0.programmeReturn) }
                }),
            layout: pageOnAir == nil ? .sites : .page,
            page: pageOnAir,
            record: isRecording
        )
    }

    private func screen(of site: Site) -> ScreenPlan {
        let page = page(shownBy: site.office.id)
        let order = screenProof.orders[site.room].map { ScreenOrder(number: $0.number) }
        let layout: ScreenLayout =
            switch (stage, onAir) {
            case (.preparing, _): page == nil ? .idle : .page
            case (_, .agreements): .programme
            case (_, _): page == nil ? .programme : .both
            }
        return ScreenPlan(layout: layout, page: page, caption: caption(of: site), take: order)
    }
}
