import Disk
import Offices
import RoomLink

/// The plan that the room holds, kept on the disk so that an agent started without the service goes on.
struct PlanBook: Sendable {
    private(set) var held: RoomPlan?
    /// The plan that is held is not on the disk.
    private(set) var isBehind = false
    private let path: String

    /// Takes up the plan kept at `path`, if there is one that parses.
    init(path: String) {
        self.path = path
        held = StateFile.read(RoomPlan.self, at: path)
    }

    /// Whether a newer plan of the same life of the service's state is held, so that this one is not followed.
    func isOutdated(_ plan: RoomPlan) -> Bool {
        guard let held else { return false }
        return plan.revision < held.revision && plan.standing?.epoch == held.standing?.epoch
    }

    /// Holds a plan unless a newer one is held; says whether anything changed.
    ///
    /// It counts as soon as it is held: a full disk must not keep a recording going that was ordered to end. When it
    /// throws a failure of the disk, the plan is held all the same and written by `catchUp`.
    mutating func accept(_ plan: RoomPlan) throws -> Bool {
        try PlanCheck.check(plan)
        if isOutdated(plan) || held.map({ Self.says(plan, asMuchAs: $0) }) ?? false { return false }
        (held, isBehind) = (plan, true)
        try catchUp()
        return true
    }

    /// Writes the plan that is held when it could not be written before.
    mutating func catchUp() throws(DiskFailure) {
        guard isBehind, let held else { return }
        try StateFile.save(held, to: path)
        isBehind = false
    }

    /// The service's journal moves on without anything new for the room.
    private static func says(_ plan: RoomPlan, asMuchAs held: RoomPlan) -> Bool {
        var held = held
        if held.standing?.epoch == plan.standing?.epoch { held.standing = plan.standing }
        return plan == held
    }

    /// What the room should be doing at a moment of the service's clock: idle without a plan or past its expiry.
    func effective(at moment: Moment) -> RoomPlan {
        guard let held, held.expires > moment else {
            return RoomPlan(revision: held?.revision ?? 0, expires: moment)
        }
        return held
    }
}
