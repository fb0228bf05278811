import Cases
import ControlRoom
import Digests
import Documents
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

// The types that a decoder cannot be asked for, since they are one text, one number, or a map of any names.

extension String: Described {
    static func schema(in book: SchemaBook) -> Schema { .text() }
    /// Good for a text that is held against the form of a hash as well.
    static var sample: String? { String(repeating: "0", count: 64) }
}

extension Bool: Described {
    static func schema(in book: SchemaBook) -> Schema { .flag }
    static var sample: Bool? { false }
}

extension Double: Described {
    static func schema(in book: SchemaBook) -> Schema { .number }
    static var sample: Double? { 0 }
}

extension Int: Described {
    static func schema(in book: SchemaBook) -> Schema { .integer(0...Int64(Int32.max)) }
    static var sample: Int? { 1 }
}

extension Int64: Described {
    /// As far as every program can count without a rounding.
    static func schema(in book: SchemaBook) -> Schema { .integer(0...(1 << 53)) }
    static var sample: Int64? { 1 }
}

extension UInt16: Described {
    static func schema(in book: SchemaBook) -> Schema { .integer(0...Int64(UInt16.max)) }
    static var sample: UInt16? { 1 }
}

extension UUID: Described {
    static func schema(in book: SchemaBook) -> Schema { .text("uuid") }
    static var sample: UUID? { UUID() }
}

extension Moment: Described {
    static func schema(in book: SchemaBook) -> Schema { .moment }
    static var sample: Moment? { Moment(microseconds: 0) }
}

extension CivilDay: Described {
    static func schema(in book: SchemaBook) -> Schema { .day }
    static var sample: CivilDay? { CivilDay("2026-01-01") }
}

extension Line: Described {
    static func schema(in book: SchemaBook) -> Schema { .line }
    static var sample: Line? { Line("-") }
}

extension Passage: Described {
    static func schema(in book: SchemaBook) -> Schema { .passage }
    static var sample: Passage? { Passage("-") }
}

extension NIP: Described {
    static func schema(in book: SchemaBook) -> Schema { .nip }
    static var sample: NIP? { try? NIP(parsing: "199003152015011001") }
}

extension ContentHash: Described {
    static func schema(in book: SchemaBook) -> Schema { .hash }
    static var sample: ContentHash? { ContentHash(String(repeating: "0", count: 64)) }
}

extension ActReference: Described {
    static func schema(in book: SchemaBook) -> Schema { .act }
    static var sample: ActReference? { ActReference(procedure: .p01, step: 1) }
}

extension RuleID: Described {
    static func schema(in book: SchemaBook) -> Schema { .pattern("^(AC-[0-9]{3}|[a-z][a-z0-9]*(-[a-z0-9]+)*)$") }
    static var sample: RuleID? { RuleID("AC-001") }
}

extension Dictionary: Described where Key: Decodable & CodingKeyRepresentable, Value: Decodable {
    static func schema(in book: SchemaBook) throws -> Schema {
        .map(of: try book.schema(of: Value.self), named: try book.schema(of: Key.self))
    }
    static var sample: [Key: Value]? { [:] }
}

extension FieldValue: Described {
    /// A text, a whole number, true or false, or a list or an object of these.
    static func schema(in book: SchemaBook) -> Schema {
        let own = Schema.ref("FieldValue")
        return book.note(
            .any(of: [.text(), .integer, .flag, .array(own), .map(of: own, named: .text())]), as: "FieldValue")
    }
    static var sample: FieldValue? { .flag(true) }
}

// The types of several kinds. Each of their cases is a property that stands alone.

extension Ground: Alternatives {
    static var names: [String?] { ["letter", "report", "ownInformation"] }
}

extension RoomFact: Alternatives {
    static var names: [String?] {
        [
            "opened", "probed", "recordingStarted", "recordingEnded", "childLost", "shown", "screenTaken", "disturbed",
        ]
    }
}

/// One of the forms of acts in meetings, or none.
extension ActRequest: Alternatives, Narrowed {
    static var names: [String?] { [nil] + ActForm.names }

    static func schema(of field: String, in book: SchemaBook) -> Schema? {
        field == "act" ? book.acts(ofMeetings: true) : nil
    }
}

// The forms of which some fields take less than their types.

extension CaseRequest: Narrowed {
    static func schema(of field: String, in book: SchemaBook) -> Schema? {
        switch field {
        case "act": book.acts(ofMeetings: false)
        case "fields": book.forms
        default: nil
        }
    }
}

extension CaseBeginning: Narrowed {
    static func schema(of field: String, in book: SchemaBook) -> Schema? {
        switch field {
        case "procedure": .words(Set(Course.allCases.filter { !$0.isMeeting }.map(\.opening.rawValue)).sorted())
        case "act": book.acts(ofMeetings: false)
        case "fields": book.forms
        default: nil
        }
    }
}

extension OralOrder: Narrowed {
    static func schema(of field: String, in book: SchemaBook) -> Schema? { field == "scan" ? .hash : nil }
}

extension SignInForm: Narrowed {
    static var exactlyOne: [String] { ["nip", "person"] }
}

extension SchemaBook {
    /// The acts of the cases that are no meetings, or of the meetings.
    func acts(ofMeetings: Bool) -> Schema {
        let codes = Set(Course.allCases.filter { $0.isMeeting == ofMeetings }.flatMap(\.codes))
        let acts = procedures.all.filter { codes.contains($0.code) }.flatMap(\.acts).filter { !$0.isMilestone }
        return note(.words(acts.map(\.reference.description)), as: ofMeetings ? "MeetingActName" : "CaseActName")
    }

    /// One schema for each form of a case that has fields (`FormObservation`), and all of them as one choice.
    var forms: Schema {
        let each = Form.allCases.compactMap { form -> Schema? in
            guard let fields = form.fields, !fields.isEmpty else { return nil }
            return note(.form(fields), as: Self.name(of: form))
        }
        return note(.any(of: each), as: "Fields")
    }

    private static func name(of form: Form) -> String {
        "Form" + form.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
