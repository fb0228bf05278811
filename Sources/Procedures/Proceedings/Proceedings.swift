package import Offices

/// How far the procedures of one meeting have come, in every office.
///
/// A value without clock, database or people: `check` says whether an act may be done, `perform` records that it was.
/// Each office's acts wait for that office alone, so a late office never holds up another one (AC-069). The versions
/// of the procedures are kept from the start; a later program reads the case by the same ones (AC-120).
package struct Proceedings: Hashable, Sendable {
    package let procedures: Procedures
    var state: State

    /// Begins the proceedings of a meeting hosted in `host`, the Ruang Kendali Operasi.
    package init(procedures: Procedures, host: Office) {
        self.procedures = procedures
        state = State(versions: procedures.versions, host: host)
    }

    /// The version of each procedure that this meeting follows.
    package var versions: [ProcedureCode: Int] { state.versions }

    /// The office in whose room the meeting is held.
    package var host: Office { state.host }

    /// The offices invited, in the order of the notice; empty before it.
    package var invited: [Office] { state.invited ?? [] }

    /// The directorates notified, in the order of the notice; empty before it.
    package var directorates: [Office] { state.directorates ?? [] }

    /// The rooms that take part, the host first.
    package var sites: [Office] { [host] + invited }

    /// Who gets the report: those named at its delivery, before it every site.
    package var parties: [Office] { state.parties ?? sites }

    /// The parties that have an agreement of their own to carry out; empty before the delivery of the report.
    package var owing: [OfficeID] { state.owing ?? [] }

    /// The sections that an office's LO asked for materials, in the LO's order.
    package func sections(of office: OfficeID) -> [SectionID] { state.contacted[office] ?? [] }

    /// Whether and by whom a copy of an act was done.
    package func done(_ key: ActKey) -> Done? { state.done[key] }

    /// The branch that a deciding act took; `nil` while it is open.
    package func branch(of decision: ActReference) -> BranchID? { state.branches[decision] }

    /// The label of an act; `nil` for an act that no procedure of this meeting has.
    package func label(_ reference: ActReference) -> Label? { procedures[reference]?.label }

    /// Records an act that was checked; it refuses nothing, so that a journal can always be read again.
    package mutating func perform(_ key: ActKey, by actor: Actor, at moment: Moment, outcome: Outcome? = nil) {
        let mark = Mark(actor: actor, at: moment)
        if var before = state.done[key] {
            (before.count, before.last) = (before.count + 1, mark)
            state.done[key] = before
        } else {
            state.done[key] = Done(count: 1, first: mark, last: mark)
        }
        switch outcome {
        case .decided(let branch): state.branches[key.act] = branch
        case .notified(let invited, let directorates): (state.invited, state.directorates) = (invited, directorates)
        case .contacted(let sections): if let office = key.office { state.contacted[office] = sections }
        case .delivered(let parties, let owing): (state.parties, state.owing) = (parties, owing)
        case nil: break
        }
    }

    /// Everything that changes, and all that is stored.
    struct State: Hashable, Sendable, Codable {
        let versions: [ProcedureCode: Int]
        let host: Office
        var invited: [Office]?
        var directorates: [Office]?
        var contacted: [OfficeID: [SectionID]] = [:]
        var parties: [Office]?
        var owing: [OfficeID]?
        var branches: [ActReference: BranchID] = [:]
        var done: [ActKey: Done] = [:]
    }
}

extension Proceedings: Codable {
    /// Reads a stored case; the program must still know the versions of the procedures that it follows.
    package init(from decoder: any Decoder) throws {
        state = try State(from: decoder)
        procedures = try Procedures.load(versions: state.versions)
    }

    package func encode(to encoder: any Encoder) throws { try state.encode(to: encoder) }
}
