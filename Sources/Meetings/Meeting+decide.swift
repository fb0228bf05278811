package import Offices
package import Procedures
import RoomLink

extension Meeting {
    /// The events of an act, or why it may not be done; changes nothing.
    ///
    /// Order, role and office are the procedures' rules; what the act brings is checked here.
    package func decide(
        _ key: ActKey, _ content: ActContent, by actor: Actor, at now: Moment
    ) throws(Refusal) -> [MeetingEvent] {
        try permit(key, by: actor, at: now, content: content)
        try check(content, key: key, at: now)
        return [.act(key: key, by: actor, content: content)]
    }

    /// Whether the act may be done now at all, before anything costly is prepared for it.
    package func permit(_ key: ActKey, by actor: Actor, at now: Moment, content: ActContent? = nil) throws(Refusal) {
        do throws(Proceedings.Refusal) {
            try proceedings.check(key, by: actor, outcome: content.flatMap(outcome)) { rule, key in
                answer(rule, key, content: content, at: now)
            }
        } catch {
            throw Refusal(error)
        }
    }

    /// A new device test of a room (P02.5, P06.6), asked for by the officer who may confirm its devices.
    package func orderProbe(of office: OfficeID, by actor: Actor) throws(Refusal) -> [MeetingEvent] {
        guard let site = site(of: office) else { throw .unknownOffice(office, in: label, notifying) }
        guard actor.office == office, actor.role == site.office.kind.displayOperator else {
            throw Refusal(
                rule: .role, act: checkingDevices(of: office)?.act ?? notifying,
                message:
                    "uji perangkat \(site.office.name) hanya oleh \(site.office.kind.displayOperator?.term ?? "operatornya")",
                english: "only the operator of \(site.office.name) may test its devices")
        }
        guard isPrepared(office) else {
            throw Refusal(
                rule: .order, act: checkingDevices(of: office)?.act ?? notifying,
                message:
                    "ruangan dan perangkat \(site.office.name) belum dipersiapkan, jadi belum ada yang dapat diuji",
                english: "the room of \(site.office.name) has not been prepared, so there is nothing to test yet")
        }
        return [.probeOrdered(office: office, number: probes.next(for: office))]
    }

    /// The officer has taken the room in hand: its devices are switched on (P02.5, P06.6).
    package func isPrepared(_ office: OfficeID) -> Bool {
        preparingRoom(of: office).map { proceedings.done($0) != nil } ?? false
    }
}

extension Meeting {
    private func answer(_ rule: Guard, _ key: ActKey, content: ActContent?, at now: Moment) -> GuardAnswer {
        switch rule {
        case .devicesPass: met(unless: (key.office ?? host?.office.id).flatMap { probes.objection(for: $0, at: now) })
        case .materialsThere: met(unless: materialsObjection)
        case .meetingLive: stage.isLive ? .met : .unmet("rapat belum berlangsung: rekaman belum berisi gambar pertama")
        case .agreementsDisplayed: met(unless: displayObjection)
        case .screensConfirmed: met(unless: screensObjection(content))
        case .meetingClosed:
            stage.ended != nil ? .met : .unmet("rapat belum ditutup: rekaman belum berisi gambar terakhir")
        case .recordingsStored: met(unless: recordingsObjection)
        case .reportAttached, .inPlan, .statementAttached, .countsMatch:
            .unmet("tidak berlaku pada rapat; berlaku pada perkara P01, P11, dan P14")
        }
    }

    /// The agreements were on air page by page, and every room's screen is proven to have shown them.
    package var displayIsConfirmed: Bool { displayObjection == nil && screensObjection(nil) == nil }

    private func met(unless objection: String?) -> GuardAnswer { objection.map { .unmet($0) } ?? .met }

    private var materialsObjection: String? {
        guard let host = host?.office.id, materials(of: host).isEmpty else { return nil }
        return "belum ada bahan/data pada penyelenggara; Operator RKO dapat menyerahkannya melalui P02.2/materials"
    }

    private var displayObjection: String? {
        guard let display else { return "hasil kesepakatan belum ditampilkan" }
        if !displayIsCurrent { return "ada kesepakatan yang berubah setelah ditampilkan; tampilkan lagi" }
        let shown = Set(
            showings.filter { $0.room == host?.room && $0.showing.surface == .programme }.map(\.showing.page))
        let missing = display.pages.indices.filter { !shown.contains(display.pages[$0]) }
        if missing.isEmpty { return nil }
        return "halaman hasil kesepakatan yang belum tayang: " + missing.map { "\($0 + 1)" }.joined(separator: ", ")
    }

    private func screensObjection(_ content: ActContent?) -> String? {
        var reasons: [OfficeID: Line] = [:]
        if case .closing(let given) = content { reasons = given }
        let missing = present.filter { site in
            reasons[site.office.id] == nil && !isScreenProven(site.room)
        }
        if missing.isEmpty { return nil }
        return "layar yang belum terbukti menampilkan kesepakatan: "
            + missing.map(\.office.name).joined(separator: ", ")
            + "; tunggu buktinya atau sebutkan alasannya"
    }
}
