import Offices

/// The offices of a case by their ids: with hundreds of them a list is too slow to search at each act.
struct Roster: Hashable, Sendable {
    let kinds: [OfficeID: OfficeKind]
    let invited: Set<OfficeID>
    let directorates: Set<OfficeID>
    let parties: Set<OfficeID>

    init(_ state: Proceedings.State) {
        let known = [state.host] + (state.invited ?? []) + (state.directorates ?? []) + (state.parties ?? [])
        kinds = Dictionary(known.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        invited = Set((state.invited ?? []).map(\.id))
        directorates = Set((state.directorates ?? []).map(\.id))
        parties = Set((state.parties ?? []).map(\.id))
    }
}
