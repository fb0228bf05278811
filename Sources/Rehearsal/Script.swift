import ControlRoom
import Foundation
import Meetings
package import Offices
import Procedures
import RoomLink

/// A whole meeting as a sequence of acts, each built on acts before it: leave one out, and a later one is refused.
///
/// Everything but the meeting itself is written by the definitions: their acts in order, each by its own role.
package struct Script: Sendable {
    package let scenes: [Scene]

    /// What leads to the meeting.
    package enum Beginning: Sendable, CaseIterable {
        /// The proposer's monitoring (P01): to the Dirjen by letter, or to a meeting with other heads (P01.6b1).
        case monitoring
        /// What the Dirjen came to know himself (P02.1, AC-021).
        case ownInformation
    }

    /// The meeting of a host with its invited offices; `proposer` is the Direktorat that monitors and takes part.
    ///
    /// - Throws: `Unplayable` when no procedure leads there.
    package init(
        host: Office, invited: [Office], proposer: Office, cast: Cast, beginning: Beginning = .monitoring
    ) throws {
        let procedures = try Procedures.load()
        guard let course = Course.meeting(hostedBy: host.kind) else { throw Unplayable.noMeeting(host) }
        guard host.kind == .rko || (beginning == .monitoring && host.id == proposer.id) else {
            throw Unplayable.noWay(host)
        }
        for office in invited + (host.kind == .rko ? [] : [host])
        where office.sections.isEmpty || procedures.preparing(office.kind) == nil {
            throw Unplayable.unprepared(office)
        }
        let writer = ScriptWriter(
            host: host, invited: invited, proposer: proposer, cast: cast, procedures: procedures,
            course: course, beginning: beginning)
        scenes =
            writer.monitoring + writer.deciding
            + Self.sideBySide([writer.hostPreparation] + invited.map(writer.preparation))
            + writer.displays + writer.meeting + writer.ending
    }

    /// The offices prepare at the same time: the devices of one are tested while the next begins.
    private static func sideBySide(_ preparations: [[Scene]]) -> [Scene] {
        let parts = preparations.map { scenes in
            let wait = scenes.firstIndex { $0.awaits != nil } ?? scenes.endIndex
            return (before: scenes[..<wait], after: scenes[wait...])
        }
        return parts.flatMap(\.before) + parts.flatMap(\.after)
    }

    /// Why there is no such play.
    package enum Unplayable: Error, Hashable, CustomStringConvertible {
        case noMeeting(Office)
        case noWay(Office)
        case unprepared(Office)

        package var description: String {
            switch self {
            case .noMeeting(let office): "\(office.id) is a \(office.kind.rawValue), which hosts no meeting"
            case .noWay(let office):
                "a meeting at \(office.id) comes from its own monitoring (P01.6b1); only the RKO has another beginning"
            case .unprepared(let office):
                "\(office.id) is a \(office.kind.rawValue) with \(office.sections.count) sections; to prepare materials it must be invited or host, and have a section"
            }
        }
    }
}

/// Writes the scenes; a value of its own, so that each part of the meeting has its own file.
struct ScriptWriter {
    let host: Office
    let invited: [Office]
    let proposer: Office
    let cast: Cast
    let procedures: Procedures
    let course: Course
    let beginning: Script.Beginning

    /// P09 or P10.
    var conduct: ProcedureCode { host.kind == .rko ? .p09 : .p10 }

    /// Whether an act is in the official text; what no procedure knows is not.
    func basis(of reference: ActReference) -> Basis { procedures[reference]?.basis ?? .derived }

    func plain(_ key: ActKey) -> Scene.Deed { form(key) { _, _ in .plain } }

    func form(_ key: ActKey, _ make: @escaping @Sendable (Memory, Moment) throws -> ActForm) -> Scene.Deed {
        .act { memory, now in
            ActRequest(act: key.act, office: key.office, section: key.section, form: try make(memory, now))
        }
    }

    /// Who does an act for an office, and where that role is held.
    func who(_ act: Act, for office: Office) -> (role: Role, place: OfficeID) {
        let role = act.roles(at: office.kind).first ?? .dirjen
        return (role, role.officeKind == .kantorPusat ? .kantorPusat : office.id)
    }

    static func line(_ text: String) throws -> Line {
        guard let line = Line(text) else { throw Misspelt(text: text) }
        return line
    }

    static func passage(_ text: String) throws -> Passage {
        guard let passage = Passage(text) else { throw Misspelt(text: text) }
        return passage
    }

    /// A day so many days after a moment, in the responsible office's zone.
    static func day(_ days: Int, after now: Moment, in zone: Zone) throws -> CivilDay {
        let later = now.advanced(bySeconds: Double(days) * 86_400)
        guard let day = CivilDay(zone.civil(later).isoDate) else { throw Misspelt(text: "\(later)") }
        return day
    }

    /// The script itself holds a text that does not parse.
    struct Misspelt: Error { let text: String }
}

extension ActReference {
    /// `P06.6` of `P06.6/check-device`.
    var item: String { "\(procedure.rawValue).\(step)" }
}
