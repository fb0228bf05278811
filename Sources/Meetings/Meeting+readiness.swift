package import Offices
import Procedures

/// How far one site's own preparation is, as the host sees it (AC-069, AC-070).
package struct Readiness: Hashable, Sendable {
    package let office: OfficeID
    /// The materials have come to the operator of the room.
    package let hasMaterials: Bool
    /// The devices are confirmed to work.
    package let hasDevices: Bool
    /// When the office finished: the event that tells the host; `nil` while it prepares.
    package let ready: Moment?
    /// The meeting does not wait for it (AC-073).
    package let isReleased: Bool
}

extension Meeting {
    /// A row for each site, the host first; none waits for another.
    package var readiness: [Readiness] { sites.map { readiness(of: $0.office) } }

    /// Every site is ready or released.
    package var isEverybodyReady: Bool { readiness.allSatisfy { $0.ready != nil || $0.isReleased } }

    private func readiness(of office: Office) -> Readiness {
        let acts = proceedings.procedures.preparing(office.kind)?.acts ?? []
        let ready = acts.first { $0.reference == proceedings.procedures.preparing(office.kind)?.ready }
        let before = ready?.after.flatMap(\.references) ?? []
        let materials = acts.filter { before.contains($0.reference) && $0.object == .bahanData }
        return Readiness(
            office: office.id, hasMaterials: !materials.isEmpty && materials.allSatisfy { mark($0, office) != nil },
            hasDevices: checkingDevices(of: office.id).map { proceedings.done($0) != nil } ?? false,
            ready: ready.flatMap { mark($0, office) }, isReleased: released[office.id] != nil)
    }

    private func mark(_ act: Act, _ office: Office) -> Moment? {
        proceedings.done(ActKey(act.reference, office: act.copies == .once ? nil : office.id))?.first.at
    }
}
