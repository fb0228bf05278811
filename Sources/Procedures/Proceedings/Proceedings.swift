package import Offices

/// How far the procedures of one case have come, in every office.
///
/// A value without clock, database or people: `check` says whether an act may be done, `perform` records that it was.
/// Each office's acts wait for that office alone, so a late office never holds up another one (AC-069). The versions
/// of the procedures are kept from the start; a later program reads the case by the same ones (AC-120).
package struct Proceedings: Hashable, Sendable {
    package let procedures: Procedures
    var state: State
    /// The offices that are known by now, to be found by id; follows from `state`.
    var roster: Roster
    /// The acts on branches that were not taken; follows from `state`.
    var closed: [ActReference: BranchCondition] = [:]

    /// Begins the proceedings of a case at the office that hosts it.
    package init(procedures: Procedures, host: Office) {
        self.procedures = procedures
        state = State(versions: procedures.versions, switches: procedures.switches, host: host)
        roster = Roster(state)
    }

    /// The version of each procedure that this case follows.
    package var versions: [ProcedureCode: Int] { state.versions }

    /// The office whose case this is: for a meeting, the one in whose room it is held.
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

    /// The sections that an office's LO asked for materials, or that the host listed, in their order.
    package func sections(of office: OfficeID) -> [SectionID] { state.contacted[office] ?? [] }

    /// The offices that the meeting does not wait for (AC-073), and who released them.
    package var released: [OfficeID: Mark] { state.releasedOffices }

    /// The Sekretariat/Direktorat whose materials are not waited for, and who released them.
    package var releasedDirectorates: [OfficeID: Mark] { state.releasedDirectorates ?? [:] }

    /// The offices that are to attend: the rooms, then the Sekretariat/Direktorat notified.
    package var attendees: [Office] { sites + directorates }

    /// Whether and by whom a copy of an act was done.
    package func done(_ key: ActKey) -> Done? { state.done[key] }

    /// Every copy of an act that is done now, with its marks.
    package var allDone: [ActKey: Done] { state.done }

    /// The branch that a deciding act took; `nil` while it is open.
    package func branch(of decision: ActReference) -> BranchID? { state.branches[decision] }

    /// The label of an act; `nil` for an act that no procedure of this case has.
    package func label(_ reference: ActReference) -> Label? { procedures[reference]?.label }

    /// Everything that changes, and all that is stored.
    struct State: Hashable, Sendable, Codable {
        let versions: [ProcedureCode: Int]
        /// `nil` for a case whose policy is the one that the program comes with.
        let switches: PolicySwitches?
        let host: Office
        var invited: [Office]?
        var directorates: [Office]?
        var contacted: [OfficeID: [SectionID]] = [:]
        var parties: [Office]?
        var owing: [OfficeID]?
        var branches: [ActReference: BranchID] = [:]
        var releasedOffices: [OfficeID: Mark] = [:]
        /// `nil` for a case in which none was released.
        var releasedDirectorates: [OfficeID: Mark]?
        var releasedSections: [OfficeID: [SectionID]] = [:]
        var done: [ActKey: Done] = [:]
        /// `nil` for a case in which nobody was named.
        var assigned: [ActKey: Assignee]?

        init(versions: [ProcedureCode: Int], switches: PolicySwitches, host: Office) {
            (self.versions, self.host) = (versions, host)
            self.switches = switches.isEmpty ? nil : switches
        }
    }

    package static func == (left: Proceedings, right: Proceedings) -> Bool { left.state == right.state }

    package func hash(into hasher: inout Hasher) { hasher.combine(state) }
}

extension Proceedings: Codable {
    /// Reads a stored case; the program must still know the versions of the procedures that it follows.
    package init(from decoder: any Decoder) throws {
        state = try State(from: decoder)
        procedures = try Procedures.load(versions: state.versions, switches: state.switches ?? .none)
        roster = Roster(state)
        close()
    }

    package func encode(to encoder: any Encoder) throws { try state.encode(to: encoder) }
}
