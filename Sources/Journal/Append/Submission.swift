import Offices

/// One append on its way to the writer.
struct Submission: Sendable {
    var drafts: [EventDraft]
    var stream: StreamID
    var expected: ExpectedVersion
    var key: IdempotencyKey
    /// What was asked for, so that a repeated key can be told from a reused one.
    var content: [UInt8]

    /// Why the drafts cannot be kept as they are; `nil` when they can.
    static func objection(to drafts: [EventDraft]) -> String? {
        guard (1...Limits.drafts).contains(drafts.count) else {
            return "an append of \(drafts.count) events; allowed: 1 to \(Limits.drafts)"
        }
        return drafts.lazy.compactMap(\.objection).first
    }

    static func content(of drafts: [EventDraft], to stream: StreamID, request: [UInt8]?) -> [UInt8] {
        if let request { return content(request: request) }
        var fields = FieldBytes()
        fields.append(Array("drafts".utf8))
        fields.append(Array(stream.text.utf8))
        for draft in drafts {
            fields.append(Array(draft.type.description.utf8))
            fields.append(draft.payload)
            fields.append(draft.actor)
            fields.append(draft.onBehalfOf.map { Array($0.utf8) })
            fields.append(draft.onOrderOf.map { Array($0.utf8) })
            fields.append(draft.office.map { Array($0.description.utf8) })
        }
        return fields.bytes
    }

    static func content(request: [UInt8]) -> [UInt8] {
        var fields = FieldBytes()
        fields.append(Array("request".utf8))
        fields.append(request)
        return fields.bytes
    }
}
