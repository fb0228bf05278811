import Offices
import Procedures

extension OpenAPI {
    var schemas: [String: Schema] {
        var schemas = forms
        schemas["CaseBeginning"] = beginning
        schemas["CaseAct"] = act
        schemas["MeetingAct"] = meetingAct
        schemas["Decision"] = decision
        schemas["SignIn"] = .any(of: [
            .object(["nip": .nip, "password": .text()], required: ["nip", "password"]),
            .object(["person": .uuid, "password": .text()], required: ["person", "password"]),
        ])
        schemas["TokenForm"] = .object(["name": .line, "expires": .moment], required: ["name"])
        schemas["OralOrder"] = order
        schemas["Refusal"] = .object(
            ["rule": .text(), "act": .text(), "message": .text(nil, "Indonesian"), "english": .text()],
            required: ["rule", "message", "english"])
        schemas["Person"] = .object(["id": .text("uuid"), "name": .text(), "nip": .text(), "posts": .array(.anything)])
        schemas["Case"] = caseSchema
        schemas["Document"] = paper
        schemas["Task"] = task
        schemas["Procedure"] = .object(["code": .words(codes), "title": .anything, "acts": .array(.anything)])
        schemas["Rule"] = .object(
            [
                "id": .text(), "ref": .text(), "remark": .text(nil, "bukan dari SOP"), "switchable": .flag, "on": .flag,
                "statement": .object(["id": .text(), "en": .text()], required: ["id", "en"]),
            ], required: ["id", "ref", "statement", "switchable", "on"])
        schemas["Meeting"] = .object([
            "id": .text("uuid"), "label": .text(), "agenda": .text(), "stage": .text(), "kind": .text(),
            "remark": .text(nil, "bukan dari SOP"), "copies": .array(.anything), "recordings": .array(.anything),
            "end": .text("date-time", "the planned end"), "runsOver": .flag,
            "noticedBy": .anything, "warnings": .array(.anything), "attendance": .array(.anything),
            "directoratesReleased": .anything,
        ])
        return schemas
    }

    /// One schema for each form that has fields: `FormObservation`.
    private var forms: [String: Schema] {
        var schemas: [String: Schema] = [:]
        for form in Form.allCases {
            if let fields = form.fields, !fields.isEmpty { schemas[Self.name(of: form)] = .form(fields) }
        }
        return schemas
    }

    static func name(of form: Form) -> String {
        "Form" + form.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private var codes: [String] { ProcedureCode.allCases.map(\.rawValue) }
    var roles: Schema { .words(Role.allCases.map(\.rawValue)) }

    /// The acts of the cases that are no meetings, or of the meetings.
    func acts(ofMeetings: Bool) -> Schema {
        let codes = Set(Course.allCases.filter { $0.isMeeting == ofMeetings }.flatMap(\.codes))
        let acts = procedures.all.filter { codes.contains($0.code) }.flatMap(\.acts).filter { !$0.isMilestone }
        return .words(acts.map(\.reference.description))
    }

    private var fields: Schema { .any(of: forms.keys.sorted().map { .ref($0) }) }

    private var beginning: Schema {
        .object(
            [
                "procedure": .words(["P01", "P11", "P12", "P13", "P14"]), "office": .slug, "subject": .line,
                "act": acts(ofMeetings: false), "role": roles, "branch": .slug, "fields": fields,
            ], required: ["procedure", "office", "subject", "act"])
    }

    private var act: Schema {
        .object(
            [
                "act": acts(ofMeetings: false), "office": .slug, "section": .slug, "role": roles,
                "branch": .slug, "fields": fields,
                "order": .ref("OralOrder"), "assignees": assignees,
            ], required: ["act"])
    }

    /// Whom an assigning act names.
    var assignees: Schema { .array(.uuid) }

    private var order: Schema {
        let acting = Schema.object(
            ["kind": .words(Acting.Kind.allCases.map(\.rawValue)), "order": .line, "holder": .line],
            required: ["kind", "order"])
        let official = Schema.object(
            ["name": .line, "role": roles, "office": .slug, "acting": acting], required: ["name", "role", "office"])
        return .object(["official": official, "scan": .hash], required: ["official"])
    }

    private var caseSchema: Schema {
        .object([
            "id": .text("uuid"), "label": .text(), "course": .words(Course.allCases.map(\.rawValue)),
            "procedure": .words(codes), "subject": .text(), "office": .text(), "finished": .flag,
            "versions": .anything, "acts": .array(.anything), "documents": .array(.ref("Document")),
            "held": .array(.anything), "meeting": .text("uuid", "the meeting that the case brought"),
        ])
    }

    private var paper: Schema {
        .object([
            "id": .text("uuid"), "caseID": .text("uuid", "the case, or the meeting"), "meeting": .flag,
            "artefact": .words(Artefact.allCases.map(\.rawValue)), "section": .text(), "kind": .text(),
            "subject": .text(), "number": .text(), "urgency": .text(), "security": .text(), "version": .integer,
            "hash": .text(), "final": .flag, "returned": .flag, "verification": .text(), "marks": .array(.anything),
        ])
    }

    private var task: Schema {
        .object([
            "caseID": .text("uuid"), "meeting": .flag, "label": .text(), "subject": .text(), "act": .text(),
            "office": .text(), "section": .text(), "title": .text(), "english": .text(), "roles": .array(roles),
            "at": .text(), "form": .words(Form.allCases.map(\.rawValue)), "since": .text("date-time"),
            "due": .text("date-time"), "dueCertain": .flag, "optional": .flag, "remark": .text(),
            "rules": .array(.text()),
            "waiting": .array(.anything), "candidates": .array(.anything),
        ])
    }
}
