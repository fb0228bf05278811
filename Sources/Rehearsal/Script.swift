import ControlRoom
import Foundation
import Meetings
package import Offices
import Procedures
import RoomLink

/// A whole meeting as a sequence of acts, each built on acts before it: leave one out, and a later one is refused.
package struct Script: Sendable {
    package let scenes: [Scene]

    let host: Office
    let invited: [Office]
    let proposer: Office

    /// The meeting of a host with its invited KPP, proposed by one Direktorat.
    package init(host: Office, invited: [Office], proposer: Office, cast: Cast) {
        (self.host, self.invited, self.proposer) = (host, invited, proposer)
        let draft = ScriptWriter(host: host, invited: invited, proposer: proposer, cast: cast)
        scenes =
            draft.upstream + draft.hostPreparation + invited.flatMap(draft.preparation) + draft.displays + draft.meeting
            + draft.ending
    }
}

/// Writes the scenes; a value of its own, so that each part of the meeting has its own file.
struct ScriptWriter {
    let host: Office
    let invited: [Office]
    let proposer: Office
    let cast: Cast

    func plain(_ act: String, office: OfficeID? = nil, section: SectionID? = nil) -> Scene.Deed {
        .act { _, _ in ActRequest(act: try Self.reference(act), office: office, section: section) }
    }

    func form(
        _ act: String, office: OfficeID? = nil, section: SectionID? = nil,
        _ make: @escaping @Sendable (Memory, Moment) throws -> ActForm
    ) -> Scene.Deed {
        .act { memory, now in
            ActRequest(act: try Self.reference(act), office: office, section: section, form: try make(memory, now))
        }
    }

    static func reference(_ text: String) throws -> ActReference {
        guard let reference = ActReference(text) else { throw Misspelt(text: text) }
        return reference
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
