import Console
import Offices

/// What the player reads of a meeting.
extension MeetingAnswer {
    func site(_ office: OfficeID) -> SiteAnswer? { sites.first { $0.office == office } }

    func meets(_ condition: Scene.Condition) -> Bool {
        switch condition {
        case .meetingOpened: true
        case .devicesPass(let office): sites.contains { $0.office == office && $0.probePassed }
        case .live: stage == "live"
        case .pagesProven(let count): agreementPagesShown >= count && sites.allSatisfy(\.screenProven)
        case .displayConfirmed: displayConfirmed
        case .recordingsStored: ended != nil && recordingsOutstanding == 0 && recordingsRunning == 0
        }
    }

    func excuse(for condition: Scene.Condition) -> String {
        switch condition {
        case .meetingOpened: "the case has brought no meeting"
        case .devicesPass(let office): site(office)?.probeObjection ?? "\(office) has not answered the device test"
        case .live: "the recording has no first frame (stage \(stage))"
        case .displayConfirmed, .pagesProven:
            "screens not proven: " + sites.filter { !$0.screenProven }.map(\.office.description).joined(separator: ", ")
        case .recordingsStored:
            "\(recordingsRunning) recordings running, \(recordingsOutstanding) not arrived (stage \(stage))"
        }
    }
}
