import Offices

@testable import Procedures

/// The order of the acts by the tables in `Expected`, for the meeting of the fixture.
enum ExpectedOrder {
    /// The acts before one copy; each element is a choice of at least one.
    static func before(_ key: ActKey, sections: [OfficeID: [SectionID]]) throws -> [[ActKey]] {
        let procedures = try ExpectedText.all.get()
        guard let act = procedures.act(key.act) else { return [] }
        return act.after.flatMap { predecessor -> [[ActKey]] in
            switch predecessor {
            case .own(let reference), .ifOpen(let reference): [[procedures.own(reference, for: key)]]
            case .any(let references): [references.map { procedures.own($0, for: key) }]
            case .notice: [["P02.3/notify"]]
            case .preparation:
                key.office == "rko"
                    ? [["P02.5/check-device"]] : [[ActKey(MeetingFixture.reference("P06.12"), office: key.office)]]
            case .all(let reference):
                copies(procedures.act(reference), for: key, sections: sections).map { [$0] }
            }
        }
    }

    private static func copies(
        _ act: ExpectedAct?, for key: ActKey, sections: [OfficeID: [SectionID]]
    ) -> [ActKey] {
        guard let act else { return [] }
        let offices: [OfficeID] =
            switch act.copies {
            case .directorate: ["direktorat-pkp", "direktorat-tip"]
            case .site: ["rko", "kpp-makassar", "kpp-jayapura"]
            default: [key.office].compactMap(\.self)
            }
        guard act.copies == .section else { return offices.map { ActKey(act.reference, office: $0) } }
        return offices.flatMap { office in
            (sections[office] ?? []).map { ActKey(act.reference, office: office, section: $0) }
        }
    }

    /// The sections contacted in the fixture's script.
    static let sections: [OfficeID: [SectionID]] = [
        "kpp-makassar": ["pelayanan", "penagihan"], "kpp-jayapura": ["pelayanan"],
    ]

    /// Everything that must be done before one copy, directly or not.
    static func closure(_ key: ActKey) throws -> Set<ActKey> {
        var found: Set<ActKey> = []
        var open = [key]
        while let next = open.popLast() {
            for choice in try before(next, sections: sections) {
                if let first = choice.first, found.insert(first).inserted { open.append(first) }
            }
        }
        return found
    }
}

extension [ProcedureCode: ExpectedProcedure] {
    func act(_ reference: ActReference) -> ExpectedAct? {
        self[reference.procedure]?.acts.first { $0.reference == reference }
    }

    /// The copy of an act that belongs to the office and section of a key.
    func own(_ reference: ActReference, for key: ActKey) -> ActKey {
        switch act(reference)?.copies {
        case nil, .once: ActKey(reference)
        case .section: ActKey(reference, office: key.office, section: key.section)
        default: ActKey(reference, office: key.office)
        }
    }
}
