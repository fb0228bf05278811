import Documents
package import Offices
import Procedures

/// Who may read a meeting and its papers, and who may hand in or fetch what belongs to it.
extension Meeting {
    /// Head office sees every meeting; an office sees the meetings it takes part in, from its notice on.
    package func mayRead(_ person: Person) -> Bool {
        person.posts.contains { post in
            switch post.role.officeKind {
            case .kantorPusat, .rko: true
            default:
                parties.contains { $0.id == post.office } || (openedOn ?? decision?.ground)?.proposer == post.office
            }
        }
    }

    /// The notice went to an office of the person for information.
    package func mayReadNotice(_ person: Person) -> Bool { person.posts.contains { isCopied(to: $0.office) } }

    /// A paper of class Terbatas and above is for the host and those whom it was sent to.
    package func mayRead(_ paper: Paper, _ person: Person, at now: Moment) -> Bool {
        readership(of: paper).mayRead(person.id, posts: person.posts, at: now)
    }

    /// One of the person's posts has materials to hand in now (P02.4, P06.5).
    package func expectsMaterials(from person: Person) -> Bool {
        proceedings.available().contains { act in
            act.form == .material && person.posts.contains { act.roles.contains($0.role) && $0.office == act.office }
        }
    }

    /// The person operates the screen of the office that hosts the meeting, and so fetches its evidence.
    package func mayFetchEvidence(_ person: Person) -> Bool {
        guard let host = host?.office else { return false }
        return person.posts.contains { $0.role == host.kind.displayOperator && $0.office == host.id }
    }
}
