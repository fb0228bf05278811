package import Offices

/// The procedures that a case follows: one version of each, checked as a whole.
package struct Procedures: Hashable, Sendable {
    /// Sorted by code.
    package let all: [Procedure]
    /// The version of each procedure.
    package let versions: [ProcedureCode: Int]
    /// What the policy that these follow switches otherwise than the program does.
    package let switches: PolicySwitches
    let order: ActOrder

    init(_ all: [Procedure], switches: PolicySwitches = .none) {
        self.switches = switches
        self.all = all.sorted { $0.code < $1.code }
        versions = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.version) })
        order = ActOrder(self.all)
    }

    /// The newest definitions that come with the program, all fourteen, checked; read once.
    package static func load() throws(FileRefusal) -> Procedures { try Library.embedded.get().newest }

    /// The definitions of the versions given, for a case that began with them and with a policy of these switches.
    package static func load(
        versions: [ProcedureCode: Int], switches: PolicySwitches = .none
    ) throws(Refusal) -> Procedures {
        let library: Library
        do { library = try Library.embedded.get() } catch { throw .unusable(error) }
        return try library.edition(versions, switches: switches)
    }

    /// The first version of all of them, for a case whose journal began before versions were kept with it.
    package static func first() throws(Refusal) -> Procedures {
        try load(versions: Dictionary(uniqueKeysWithValues: ProcedureCode.allCases.map { ($0, 1) }))
    }

    /// Those of these procedures that run in a course.
    package func following(_ course: Course) -> Procedures { restricted(to: Set(course.codes)) }

    func restricted(to codes: Set<ProcedureCode>) -> Procedures {
        codes == Set(versions.keys) ? self : Procedures(all.filter { codes.contains($0.code) }, switches: switches)
    }

    /// Why a case's versions cannot be followed.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unusable(FileRefusal)
        case unknownVersion(ProcedureCode, Int, known: [Int])
        /// The case began with a policy that this program does not allow.
        case policy(Policy.Refusal)

        package var description: String {
            switch self {
            case .unusable(let refusal):
                return refusal.description
            case .policy(let refusal):
                return "the case follows a policy that this program does not have: \(refusal)"
            case .unknownVersion(let code, let version, let known):
                let has = known.isEmpty ? "none" : known.map(String.init).joined(separator: ", ")
                return
                    "the case follows \(code.rawValue) version \(version); this program has: \(has); use the program it began with"
            }
        }
    }

    /// A procedure; `nil` when it is not among these.
    package subscript(_ code: ProcedureCode) -> Procedure? { order.procedures[code] }

    /// An act; `nil` when no procedure has it.
    package subscript(_ reference: ActReference) -> Act? { order.acts[reference] }

    /// The procedure that prepares the offices of a kind, and so lets them be invited.
    package func preparing(_ kind: OfficeKind) -> Procedure? { all.first { $0.unit == kind && $0.ready != nil } }

    /// The act with which the host gives notice of a meeting; `nil` where none is held.
    package var notice: ActReference? { order.notice }

    package static func == (left: Procedures, right: Procedures) -> Bool {
        left.all == right.all && left.switches == right.switches
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(versions) }
}

/// What follows from the definitions about the order of acts, worked out once for each set of procedures.
struct ActOrder: Sendable {
    let procedures: [ProcedureCode: Procedure]
    let acts: [ActReference: Act]
    /// Each act after all that must come before it.
    let sorted: [Act]
    /// The acts for which an act must come first.
    let followers: [ActReference: [ActReference]]
    /// Those and the acts that end with it, stand beside it or lie on its branches: what it may open or shut.
    let dependents: [ActReference: [ActReference]]
    let notice: ActReference?
    /// The chains in which an act stands.
    let chains: [ActReference: [[ActReference]]]

    init(_ procedures: [Procedure]) {
        let all = procedures.flatMap(\.acts)
        self.procedures = Dictionary(uniqueKeysWithValues: procedures.map { ($0.code, $0) })
        acts = Dictionary(all.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        notice = all.first { $0.form == .notice }?.reference
        let ready = procedures.compactMap(\.ready)
        var waiting: [ActReference: [ActReference]] = [:]
        var following: [ActReference: [ActReference]] = [:]
        for act in all {
            let order = Self.before(act, notice: notice, ready: ready)
            let twin: [ActReference] = if case .giveBack(let instead) = act.twin { [instead] } else { [] }
            for reference in Set(order) { following[reference, default: []].append(act.reference) }
            for reference in Set(order + act.until + act.conditions.map(\.decision) + twin) {
                waiting[reference, default: []].append(act.reference)
            }
        }
        (followers, dependents) = (following, waiting)
        sorted = Self.sorted(all, notice: notice, ready: ready)
        var chains: [ActReference: [[ActReference]]] = [:]
        for chain in procedures.flatMap(\.chains) {
            for reference in chain { chains[reference, default: []].append(chain) }
        }
        self.chains = chains
    }

    private static func before(_ act: Act, notice: ActReference?, ready: [ActReference]) -> [ActReference] {
        act.after.flatMap { predecessor in
            switch predecessor {
            case .preparation: ready
            case .notice: [notice].compactMap(\.self)
            default: predecessor.references
            }
        }
    }

    private static func sorted(_ all: [Act], notice: ActReference?, ready: [ActReference]) -> [Act] {
        var rest = all
        var sorted: [Act] = []
        while !rest.isEmpty {
            let waiting = Set(rest.map(\.reference))
            let free = rest.filter { act in
                let conditions = act.conditions.map(\.decision)
                return (before(act, notice: notice, ready: ready) + conditions).allSatisfy { !waiting.contains($0) }
            }
            guard !free.isEmpty else { return sorted + rest }
            sorted += free
            rest.removeAll { act in free.contains { $0.reference == act.reference } }
        }
        return sorted
    }
}
