import Offices

@testable import Procedures

/// The order of the acts, written down by hand from the official text, apart from the definitions under test.
///
/// `OFFICE` and `SECTION` stand for those of the act itself; a list in a list is a choice.
enum ExpectedOrder {
    static let before: [String: [[String]]] = [
        "P02.1": [], "P02.2": [["P02.1"]], "P02.3/notify": [["P02.2"]], "P02.3/network": [["P02.3/notify"]],
        "P02.3/tell": [["P02.2"]], "P02.4": [["P02.3/notify"]], "P02.4/receive": [["P02.3/tell"]],
        "P02.5/prepare": [["P02.2"]],
        "P02.5/receive": [["P02.3/notify"], ["P02.4@direktorat-pkp"], ["P02.4@direktorat-tip"]],
        "P02.5/check-device": [["P02.5/prepare"], ["P02.5/receive"], ["P02.3/network"]],
        "P06.1": [["P02.3/notify"]], "P06.2": [["P06.1@OFFICE"]], "P06.3": [["P06.2@OFFICE"]],
        "P06.4": [["P06.1@OFFICE"]], "P06.5": [["P06.3@OFFICE/SECTION"]], "P06.6/prepare": [["P06.4@OFFICE"]],
        "P06.6/check-device": [["P06.6/prepare@OFFICE"]], "P06.7": [["P06.5@OFFICE/SECTION"]],
        "P06.8": [["P06.7@OFFICE/SECTION"]], "P06.9": [["P06.8@OFFICE/SECTION"]],
        "P06.10": [["P06.9@OFFICE/SECTION"]],
        "P06.12": [["P06.6/check-device@OFFICE"], ["P06.11@OFFICE"]],
        "P09.1/turn": [["P09.1/display@OFFICE"]],
        "P09.3/record-video": [["P09.1/display@rko"], ["P09.1/display@kpp-makassar"], ["P09.1/display@kpp-jayapura"]],
        "P09.2/open": [["P09.3/record-video"]], "P09.3/air": [["P09.3/record-video"]], "P09.3/note": [["P09.2/open"]],
        "P09.3/correct": [["P09.3/note"]], "P09.3/show": [["P09.3/note"]], "P09.3/none": [["P09.2/open"]],
        "P09.3/display": [["P09.3/note", "P09.3/none"]], "P09.2/close": [["P09.3/display"]],
        "P09.4/write": [["P09.2/close"]], "P09.4/deliver": [["P09.4/write"]], "P09.5/receive": [["P09.4/deliver"]],
        "P09.5/follow-up": [["P09.5/receive@OFFICE"]],
    ]

    /// The acts before one copy, for the meeting of the fixture; each element is a choice of at least one.
    static func before(_ key: ActKey, sections: [OfficeID: [SectionID]]) -> [[ActKey]] {
        let office = key.office.map(\.description) ?? ""
        switch key.act.description {
        case "P06.11":
            return (sections[key.office ?? ""] ?? []).map {
                [ActKey(MeetingFixture.reference("P06.10"), office: key.office, section: $0)]
            }
        case "P09.1/display":
            let own: ActKey =
                key.office == "rko"
                ? "P02.5/check-device" : ActKey(MeetingFixture.reference("P06.12"), office: key.office)
            return own == "P02.5/check-device"
                ? [["P02.3/notify"], [own]] : [["P02.3/notify"], ["P02.5/check-device"], [own]]
        default:
            return (before[key.act.description] ?? []).map { choice in
                choice.map { text in
                    let filled = text.replacing("OFFICE", with: office)
                    return ActKey(stringLiteral: filled.replacing("SECTION", with: key.section?.description ?? ""))
                }
            }
        }
    }

    /// The sections contacted in the fixture's script.
    static let sections: [OfficeID: [SectionID]] = [
        "kpp-makassar": ["pelayanan", "penagihan"], "kpp-jayapura": ["pelayanan"],
    ]

    /// Everything that must be done before one copy, directly or not.
    static func closure(_ key: ActKey) -> Set<ActKey> {
        var found: Set<ActKey> = []
        var open = [key]
        while let next = open.popLast() {
            for choice in before(next, sections: sections) {
                if let first = choice.first, found.insert(first).inserted { open.append(first) }
            }
        }
        return found
    }
}
