import Meetings
import Offices
import Procedures

/// What acts of meetings bring: one of these forms, or none.
extension OpenAPI {
    /// One object for each form; no other field may stand beside it.
    var meetingAct: Schema {
        let addressing: [String: Schema] = [
            "act": acts(ofMeetings: true), "office": .slug, "section": .slug, "role": roles,
            "order": .ref("OralOrder"), "assignees": assignees,
        ]
        let plain = Schema.object(addressing, required: ["act"], isClosed: true)
        return .any(
            of: [plain]
                + meetingForms.map { name, form in
                    .object(addressing.merging([name: form]) { $1 }, required: ["act", name], isClosed: true)
                })
    }

    var decision: Schema {
        let letter = Schema.object(
            [
                "number": .line, "date": .line, "proposer": .slug, "report": .line, "origin": .uuid,
                "reportNumber": .line, "reportDate": .line,
            ],
            required: ["number", "date", "proposer", "report"])
        let report = Schema.object(
            ["title": .line, "unit": .slug, "origin": .uuid, "number": .line, "date": .line],
            required: ["title", "unit", "origin"])
        let ground = Schema.any(
            of: [("letter", letter), ("report", report), ("ownInformation", .line)].map { name, form in
                .object([name: .object(["_0": form], required: ["_0"])], required: [name], isClosed: true)
            })
        return .object(
            ["needed": .flag, "ground": ground, "agenda": .line, "kind": .words(MeetingKind.allCases.map(\.rawValue))],
            required: ["needed", "ground", "agenda"])
    }

    private var meetingForms: [(String, Schema)] {
        preparing + conducting + [
            ("report", .object(["discussion": .array(topic)], required: [])),
            ("remarks", .passage), ("verdict", .object(["needed": .flag, "agenda": .line], required: ["needed"])),
            ("officeRelease", .object(["office": .slug, "reason": .line], required: ["office", "reason"])),
            ("directorateRelease", .object(["office": .slug, "reason": .line], required: ["office", "reason"])),
            (
                "attendance",
                .object(["name": .line, "post": .line, "mode": modes], required: ["name", "post", "mode"])
            ),
            ("sectionRelease", .object(["section": .slug, "reason": .line], required: ["section", "reason"])),
        ]
    }

    private var topic: Schema { .object(["topic": .small, "summary": .passage], required: ["topic", "summary"]) }

    private var preparing: [(String, Schema)] {
        let offices = Schema.array(.slug)
        let notice = Schema.object(
            [
                "start": .moment, "minutes": .small, "agenda": .line, "chair": .line, "contact": .line,
                "offices": offices, "directorates": offices, "copies": offices, "topics": .array(.line),
            ], required: ["start", "minutes", "agenda", "chair", "contact", "offices", "directorates"])
        return [
            ("decision", decision), ("notice", notice), ("sections", offices),
            ("material", .object(["title": .line, "file": .hash], required: ["title", "file"])),
        ]
    }

    private var modes: Schema { .words(Attendance.Mode.allCases.map(\.rawValue)) }

    private var attendance: Schema {
        let guest = Schema.object(
            ["office": .slug, "name": .line, "post": .line, "mode": modes],
            required: ["office", "name", "post", "mode"])
        return .object(
            ["name": .line, "post": .line, "mode": modes, "guests": .array(guest)], required: ["name", "post", "mode"])
    }

    private var conducting: [(String, Schema)] {
        let wording: [String: Schema] = ["number": .small, "text": .passage, "responsible": .slug, "due": .day]
        let states = FollowUp.State.allCases.map(\.rawValue)
        return [
            ("turn", .object(["from": .small, "to": .small], required: ["from", "to"])), ("seen", .small),
            ("agreement", .object(wording, required: Array(wording.keys))),
            (
                "correction",
                .object(wording.merging(["version": .small]) { $1 }, required: Array(wording.keys) + ["version"])
            ),
            (
                "followUp",
                .object(
                    ["agreement": .small, "note": .passage, "state": .words(states), "evidence": .line],
                    required: ["agreement", "note", "state"])
            ),
            (
                "onAir",
                .object(
                    [
                        "sites": .flag, "materialsOf": .slug, "agreement": .small, "version": .small,
                        "agreementsPage": .small, "seen": .small,
                    ], required: ["seen"])
            ),
            ("unconfirmed", .map(of: .line)),
            (
                "page",
                .object(
                    ["file": .hash, "page": .small, "attendance": attendance], required: ["file", "page", "attendance"])
            ),
        ]
    }
}

extension Schema {
    /// A count of things.
    static let small = integer(0...Int64(Int32.max))
}
