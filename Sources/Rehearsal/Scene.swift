package import Console
package import ControlRoom
package import Digests
import Foundation
package import Meetings
package import Offices
package import Procedures

/// One act of a rehearsal: who does what, and what must be true before it is played.
package struct Scene: Sendable {
    /// The item of the procedures: `P06.5`.
    package let reference: String
    /// The act that it does; `nil` for what is no act of a procedure.
    package let act: ActReference?
    /// What happens, for the line on the screen.
    package let title: String
    package let role: Role
    package let office: OfficeID
    package let deed: Deed
    /// What the rooms must have done first; the player waits for it.
    package let awaits: Condition?
    /// Whether the player pauses before it, as people do in a meeting.
    package let takesTime: Bool
    /// "bukan dari SOP", or in part, where the act or its condition is in no official text.
    package let remark: String?

    /// What happens, with the remark where one belongs to it.
    package var words: String { remark.map { "\(title) (\($0))" } ?? title }

    package init(
        _ reference: String, _ title: String, by role: Role, at office: OfficeID, awaits: Condition? = nil,
        takesTime: Bool = false, act: ActReference? = nil, basis: Basis = .seed, _ deed: Deed
    ) {
        remark = basis.remark
        self.act = act
        (self.reference, self.title, self.role, self.office) = (reference, title, role, office)
        (self.awaits, self.takesTime, self.deed) = (awaits, takesTime, deed)
    }

    /// What a person does, as a request to the API.
    package enum Deed: Sendable {
        /// Begins a case of monitoring (P01.1); its id is remembered.
        case beginCase(@Sendable (Moment) throws -> CaseForm)
        /// An act of that case.
        case caseAct(@Sendable (Moment) throws -> CaseForm)
        /// Begins a meeting on the Dirjen's own information (P02.1).
        case decide(@Sendable (Moment) throws -> Decision)
        /// Hands the office's PDF to the service; its hash is remembered under the office.
        case upload
        case probe(OfficeID)
        /// Puts the second and further pages of the agreements on air with this act, each after every room's screen
        /// showed the one before.
        case turnAgreements(ActReference)
        /// Closes the case: builds the evidence folder (after P09.6).
        case evidence
        case act(@Sendable (Memory, Moment) throws -> ActRequest)
    }

    /// What the API must say before the scene is played.
    package enum Condition: Sendable, Hashable {
        /// The monitoring case has brought its meeting (P01.14, P01.6b1).
        case meetingOpened
        case devicesPass(OfficeID)
        case live
        /// So many pages of agreements were on air and are proven on every room's screen.
        case pagesProven(Int)
        case displayConfirmed
        case recordingsStored
    }
}

/// What a rehearsal has learnt on its way.
package struct Memory: Sendable {
    /// The monitoring case.
    package var monitoring: CaseID?
    package var meeting: MeetingID?
    package var materials: [OfficeID: ContentHash] = [:]
    package var evidence: EvidenceAnswer?

    package init() {}

    /// The hash of the materials that an office handed in.
    package func material(_ office: OfficeID) throws -> ContentHash {
        guard let hash = materials[office] else { throw Forgotten(what: "the materials of \(office)") }
        return hash
    }

    /// The script asked for something that no scene before it brought.
    package struct Forgotten: Error, CustomStringConvertible {
        let what: String
        package var description: String { "\(what) are not there: no act before brought them" }
    }
}
