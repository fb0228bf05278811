import Cases
import Foundation
import Journal
import Meetings
import Offices
import Testing

@testable import Engine

/// How the form of an event may change, and what was written before is read all the same.
struct FormTests {
    private struct First: Codable { var text: String }

    private struct Second: Codable, Equatable { var words: [String] }

    private static let stream: StreamID = "audit/agreements"

    private static func kept(_ value: some Encodable, as form: String) throws -> EventDraft {
        try EventCodec.draft(as: form, value, actor: Array("{}".utf8), at: Moment(microseconds: 1_795_000_000_000_000))
    }

    private static let upcasters: Upcasters = {
        var upcasters = Upcasters()
        upcasters.register("agreement.noted@1") { payload in
            let old = try JSONDecoder().decode(First.self, from: Data(payload))
            return try EventCodec.encode(Second(words: old.text.split(separator: " ").map(String.init)))
        }
        return upcasters
    }()

    @Test("An event may get a second form: what was written in the first is read as the second, and stays as it was")
    func second() async throws {
        let ground = try Ground()
        let before = try await Journal.open(at: "\(ground.path)/journal.sqlite") { ground.now() }
        let old = try Self.kept(First(text: "Berkas selesai"), as: "agreement.noted@1")
        _ = try await before.append([old], to: Self.stream, expecting: .any, key: try key(), request: nil)
        try await before.close()

        let after = try await Journal.open(at: "\(ground.path)/journal.sqlite", upcasters: Self.upcasters) {
            ground.now()
        }
        let new = try Self.kept(Second(words: ["Berkas", "selesai"]), as: "agreement.noted@2")
        _ = try await after.append([new], to: Self.stream, expecting: .any, key: try key(), request: nil)
        let events = try await after.events(of: Self.stream)
        try await after.close()

        #expect(events.map { "\($0.storedType)" } == ["agreement.noted@1", "agreement.noted@2"])
        let (today, yesterday) = (EventForms(["agreement.noted@2"]), EventForms(["agreement.noted@1"]))
        for event in events {
            #expect(try today.read(event, as: Second.self) == Second(words: ["Berkas", "selesai"]))
            #expect(throws: UnreadableEvent.self) { try yesterday.read(event, as: First.self) }
        }
    }

    @Test("Each event of meetings and cases has one form, which the journal takes as it stands")
    func today() {
        let forms = MeetingEvent.forms.union(CaseEvent.forms)
        let types = forms.compactMap { EventType($0) }
        #expect(types.count == forms.count && Set(types.map(\.name)).count == forms.count)
    }
}
