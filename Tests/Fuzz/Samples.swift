import Foundation

/// Valid inputs: the project's own files, and the golden files of its events.
enum Samples {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func file(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: project.appendingPathComponent(path)))
    }

    /// The files of a folder whose names begin so, by name.
    static func files(_ folder: String, _ prefix: String = "") throws -> [[UInt8]] {
        let path = project.appendingPathComponent(folder).path
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { $0.hasPrefix(prefix) }
            .map { try file("\(folder)/\($0)") }
    }

    /// The golden file of an event, one line without its end.
    static func golden(_ name: String) throws -> [UInt8] {
        try file("Tests/ControlRoomTests/Golden/\(name).json").filter { $0 != 10 }
    }
}

extension Samples {
    /// The events of one meeting in their order, a line each.
    static func meeting() throws -> [UInt8] {
        let facts = ["opened", "probed", "recordingStarted", "shown", "childLost", "screenTaken", "recordingEnded"]
        let names =
            [
                "meeting.opened@1", "act.decided@1", "act.noticed@1", "probe.ordered@1", "act.submitted@1",
                "act.displayed@1",
            ]
            + facts.map { "room.fact@1-\($0)" }
            + [
                "meeting.live@1", "act.turned@1", "act.aired@1", "act.noted@1", "act.corrected@1", "act.listed@1",
                "screen.checked@1", "act.closing@1", "meeting.closed@1", "recording.stored@1", "recording.given-up@1",
                "act.reported@1",
                "meeting.paper@1", "act.delivered@1", "act.followed@1", "meeting.assigned@1", "act.contacted@1",
                "act.told-proposer@1", "act.released-office@1", "act.released-section@1", "act.given-back@1",
                "act.released-directorate@1", "act.attended@1",
                "act.performed@1",
            ]
        return Array(try names.map { try golden($0) }.joined(separator: [10]))
    }

    /// The events of one case, a line each.
    static func cases() throws -> [UInt8] {
        Array(try ["case.opened@1", "case.acted@1", "room.fact@1"].map { try golden($0) }.joined(separator: [10]))
    }

    /// Each golden event whose name begins so.
    static func events(_ prefix: String) throws -> [[UInt8]] {
        try files("Tests/ControlRoomTests/Golden", prefix).filter { !$0.isEmpty }
    }

    /// Facts as rooms tell them: what the golden events hold, in a batch.
    static func facts() throws -> [[UInt8]] {
        try events("room.fact@1-").map { bytes in
            let event = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            let told = (event?["fact"] as? [String: Any])?["fact"] ?? [:]
            return Array(try JSONSerialization.data(withJSONObject: [told], options: [.sortedKeys]))
        }
    }

    /// Acts as people send them: one with every kind of form.
    static func acts() -> [[UInt8]] {
        let file = String(repeating: "ab", count: 32)
        let forms = [
            #"{}"#,
            #"{"page":{"file":"\#(file)","page":1,"attendance":{"name":"Sari","post":"Kepala","mode":"inPerson"}}}"#,
            #"{"turn":{"from":1,"to":2}}"#, #"{"seen":3}"#, #"{"onAir":{"agreement":1,"version":1,"seen":2}}"#,
            #"{"agreement":{"number":1,"text":"Setor","responsible":"kpp-jayapura","due":"2026-12-01"}}"#,
            #"{"correction":{"number":1,"version":1,"text":"Setor","responsible":"kpp-jayapura","due":"2026-12-01"}}"#,
            #"{"notice":{"start":"2026-11-21T02:15:04Z","minutes":30,"agenda":"a","chair":"c","contact":"d","offices":["rko"],"directorates":[]}}"#,
            #"{"followUp":{"agreement":1,"note":"mulai","state":"begun"}}"#,
            #"{"reasons":{"kpp-jayapura":"layar rusak"}}"#,
        ]
        return forms.map { form in
            let rest = form == "{}" ? "" : "," + form.dropFirst().dropLast()
            return Array(#"{"act":"P09.3/note","office":"rko"\#(rest)}"#.utf8)
        }
    }

    /// What is filed in cases: one with every kind of field.
    static func filings() -> [[UInt8]] {
        [
            #"{"act":"P01.1","fields":{"note":"Agenda 7","amount":12,"held":true,"asOf":"2026-11-20T08:00:00Z"}}"#,
            #"{"act":"P11.2","fields":{"rows":[{"amount":12,"held":true},{"day":"2026-12-01"}],"score":97}}"#,
            #"{"act":"P14.3","office":"rko","fields":{"targets":[{"system":"sidjp","sent":10,"arrived":9}]}}"#,
        ].map { Array($0.utf8) }
    }
}
