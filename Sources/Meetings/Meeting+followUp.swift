package import Offices
import Procedures

/// An agreement in the register of follow-up (P09.5, AC-094).
package struct FollowUpItem: Hashable, Sendable {
    package let agreement: Int
    package let text: Passage
    /// The office that carries it out (PIC).
    package let office: OfficeID
    package let due: CivilDay
    /// The zone of that office, in which the due day ends.
    package let zone: Zone
    package let state: State
    /// The newest entry; `nil` before the first.
    package let last: FollowUp?

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open = "belum dimulai"
        case begun = "dimulai"
        case done = "selesai"

        init(_ state: FollowUp.State?) {
            self =
                switch state {
                case nil: .open
                case .begun: .begun
                case .done: .done
                }
        }
    }

    package var evidence: Line? { last?.evidence }

    /// The due day has ended where the office is, and the item is not done.
    package func isOverdue(at now: Moment) -> Bool { state != .done && now >= zone.end(of: due) }
}

extension Meeting {
    /// One item for each agreement, from its noting on; items that are not done stay after the meeting's end (AC-096).
    package var followUpItems: [FollowUpItem] {
        agreements.map { agreement in
            let wording = agreement.current
            let last = followUps.last { $0.agreement == agreement.number }
            return FollowUpItem(
                agreement: agreement.number, text: wording.text, office: wording.responsible, due: wording.due,
                zone: parties.first { $0.id == wording.responsible }?.zone ?? host?.office.zone ?? .wib,
                state: FollowUpItem.State(last?.state), last: last)
        }
    }

    func check(_ followUp: FollowUp, _ key: ActKey) throws(Refusal) {
        let number = followUp.agreement
        guard let agreement = agreement(number) else { throw .noAgreement(number, key.act) }
        guard agreement.current.responsible == followUp.office, followUp.office == key.office else {
            throw .form(
                key.act, "kesepakatan \(number) bukan tanggung jawab \(followUp.office)",
                "agreement \(number) is not the responsibility of \(followUp.office)", by: "AC-095")
        }
        if followUp.state == .done, followUp.evidence == nil {
            throw .form(
                key.act, "kesepakatan \(number) tidak dapat dinyatakan selesai tanpa bukti; sebutkan buktinya",
                "agreement \(number) cannot be done without evidence; name it", by: "AC-095")
        }
    }
}
