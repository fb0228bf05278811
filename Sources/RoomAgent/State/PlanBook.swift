import Offices
import RoomLink

/// The plan that the room holds, kept on the disk so that an agent started without the service goes on.
struct PlanBook: Sendable {
    private(set) var held: RoomPlan?
    private let path: String

    /// Takes up the plan kept at `path`, if there is one that parses.
    init(path: String) {
        self.path = path
        held = DurableFile.read(RoomPlan.self, at: path)
    }

    /// Holds a plan unless a newer one is held; says whether anything changed.
    mutating func accept(_ plan: RoomPlan) throws -> Bool {
        try PlanCheck.check(plan)
        if let held, plan.revision < held.revision || plan == held { return false }
        try DurableFile.save(plan, to: path)
        held = plan
        return true
    }

    /// What the room should be doing at a moment of the service's clock: idle without a plan or past its expiry.
    func effective(at moment: Moment) -> RoomPlan {
        guard let held, held.expires > moment else {
            return RoomPlan(revision: held?.revision ?? 0, expires: moment)
        }
        return held
    }
}
