package import Offices
package import Procedures

/// The acts by which the chair holds the meeting (P09.2, P10.2).
extension Meeting {
    /// The topics of the agenda; the agenda itself where the notice names none.
    package var topics: [String] { notice?.topics.map { $0.map(\.text) } ?? [agenda].filter { !$0.isEmpty } }

    /// When the chair opened the meeting; `nil` before that.
    package var opened: Moment? { done(.open)?.first.at }

    /// When the chair closed it; the recording ends a little later.
    package var closed: Moment? { done(.close)?.last.at }

    /// Who chaired: in person, or the official on whose oral order the opening was recorded (AC-126).
    package var chair: OralOrder.Official? {
        guard let actor = done(.open)?.first.actor else { return nil }
        if let order = actor.order { return order.official }
        return Line(actor.name).map {
            OralOrder.Official(name: $0, role: actor.role, office: actor.office, acting: actor.acting)
        }
    }

    /// Whether and by whom an act of the meeting's conduct was done.
    package func done(_ act: ConductAct) -> Done? { proceedings.done(ActKey(reference(act))) }

    /// Whether and by whom an oral order was confirmed; `nil` while it is not.
    package func confirmation(of act: ConductAct) -> Mark? {
        let recorded = reference(act)
        let twin = proceedings.procedures[conduct]?.acts.first { $0.twin == .confirmation(of: recorded) }
        return twin.flatMap { proceedings.done(ActKey($0.reference))?.last }
    }
}
