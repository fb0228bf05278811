package import Offices
package import Procedures

/// The acts of P09 and its twin P10 on which the meeting itself depends; all others are known to the procedures alone.
package enum ConductAct: Hashable, Sendable, CaseIterable {
    case display, release
    case open, close, attend
    case recordVideo, air, note, correct, show, nothingAgreed, displayAgreements
    case write, deliver
    case receive, followUp
    case end

    /// Which of them a reference names, in either procedure; `nil` for every other act.
    package init?(_ reference: ActReference) {
        guard reference.procedure == .p09 || reference.procedure == .p10,
            let act = Self.allCases.first(where: { $0.step == reference.step && $0.name == reference.name })
        else { return nil }
        self = act
    }

    /// Its reference in the procedure by which a meeting is conducted.
    package func reference(in code: ProcedureCode) -> ActReference {
        ActReference(procedure: code, step: step, name: name)
    }

    private var step: Int {
        switch self {
        case .display, .release: 1
        case .open, .close, .attend: 2
        case .recordVideo, .air, .note, .correct, .show, .nothingAgreed, .displayAgreements: 3
        case .write, .deliver: 4
        case .receive, .followUp: 5
        case .end: 6
        }
    }

    private var name: String? {
        switch self {
        case .display, .displayAgreements: "display"
        case .release: "release"
        case .open: "open"
        case .close: "close"
        case .attend: "attend"
        case .recordVideo: "record-video"
        case .air: "air"
        case .note: "note"
        case .correct: "correct"
        case .show: "show"
        case .nothingAgreed: "none"
        case .write: "write"
        case .deliver: "deliver"
        case .receive: "receive"
        case .followUp: "follow-up"
        case .end: nil
        }
    }
}

extension ActReference {
    /// Which act of a meeting's conduct this is; `nil` for every other act.
    package var conduct: ConductAct? { ConductAct(self) }
}

extension Meeting {
    /// The procedure by which the meeting is conducted: P09 in the RKO, P10 at a Sekretariat/Direktorat.
    package var conduct: ProcedureCode { proceedings.host.kind == .rko ? .p09 : .p10 }

    /// The procedure that decides and prepares it at the host: P02 or P03.
    package var preparation: ProcedureCode { proceedings.host.kind == .rko ? .p02 : .p03 }

    /// The act that decides on the meeting: P02.1 or P03.1.
    package var deciding: ActReference { ActReference(procedure: preparation, step: 1) }

    /// The act by which the host invites: P02.3 or P03.2.
    package var notifying: ActReference { proceedings.procedures.notice ?? deciding }

    package func reference(_ act: ConductAct) -> ActReference { act.reference(in: conduct) }

    func isDone(_ act: ConductAct) -> Bool { proceedings.done(ActKey(reference(act))) != nil }

    /// The act by which the officer takes a room in hand.
    func preparingRoom(of office: OfficeID) -> ActKey? {
        roomAct(of: office) { $0.kinds.contains(.prepare) && !$0.kinds.contains(.checkDevice) }
    }

    /// The act that confirms the devices of a room.
    package func checkingDevices(of office: OfficeID) -> ActKey? {
        roomAct(of: office) { $0.kinds.contains(.checkDevice) }
    }

    private func roomAct(of office: OfficeID, where fits: (Act) -> Bool) -> ActKey? {
        guard let kind = site(of: office)?.office.kind, let procedure = proceedings.procedures.preparing(kind),
            let act = procedure.acts.first(where: { $0.object == .ruanganPerangkat && fits($0) })
        else { return nil }
        return ActKey(act.reference, office: act.copies == .once ? nil : office)
    }
}
