import Procedures

/// A type of which some fields mean more than their names say.
protocol Noted: Decodable {
    /// One line of English for each of those fields.
    static var notes: [String: String] { get }
}

extension ErrorAnswer: Noted {
    static var notes: [String: String] {
        [
            "rule": "the rule that says no", "act": "the act that was asked for", "message": "Indonesian",
            "english": "the same in English",
        ]
    }
}

extension CaseAnswer: Noted {
    static var notes: [String: String] {
        [
            "versions": "the version of each procedure that the case follows",
            "meeting": "the meeting that the case brought",
            "held": "revenue that waits for its statement",
        ]
    }
}

extension CaseActAnswer: Noted {
    static var notes: [String: String] {
        [
            "localTime": "the moment in the office's own zone, with its name",
            "stands": "whether it still stands, or was opened again by a return",
            "unconfirmed": "recorded on an oral order and not yet confirmed by the official",
        ]
    }
}

extension DocumentAnswer: Noted {
    static var notes: [String: String] {
        [
            "caseID": "the case, or the meeting", "final": "signed, or issued", "returned": "given back to its drafter",
            "verification": "the code by which a reader verifies the paper",
        ]
    }
}

extension InboxAnswer: Noted {
    static var notes: [String: String] {
        [
            "caseID": "the case, or the meeting", "at": "where the role is held",
            "dueCertain": "false when no decree settles the holidays on the way", "remark": BasisNote.remark,
            "rules": "the derived rules that the act carries", "candidates": "whom the act can name for what follows",
        ]
    }
}

extension TaskAnswer: Noted {
    static var notes: [String: String] {
        ["at": "where the role is held", "remark": BasisNote.remark, "rules": "the derived rules that the act carries"]
    }
}

extension MeetingAnswer: Noted {
    static var notes: [String: String] {
        [
            "origin": "the case that opened it", "end": "the planned end",
            "runsOver": "it goes on past its planned end",
            "remark": BasisNote.remark, "copies": "the Kanwils that got the notice for information",
            "directoratesReleased": "whose materials were not waited for, each with the reason",
            "warnings": "the offices outside whose working hours the meeting lies",
            "airChanges": "an act on air says how many changes it has seen",
        ]
    }
}

extension RuleAnswer: Noted {
    static var notes: [String: String] {
        [
            "ref": "the items of the official texts that it concerns", "remark": BasisNote.remark,
            "on": "whether cases that begin now follow it",
        ]
    }
}

/// What is said of every answer that may go beyond the official texts.
private enum BasisNote {
    static let remark = "bukan dari SOP, or sebagian bukan dari SOP; absent where the official text prints it"
}
