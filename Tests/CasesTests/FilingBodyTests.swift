import Foundation
import Testing

@testable import Cases

/// Values of a form by the kind that they have in its JSON.
struct FilingBodyTests {
    private struct Form: FilingForm, Equatable { let fields: [String: FieldValue] }

    private func read(_ json: String, carrying: Bool) throws -> [String: FieldValue] {
        let (bytes, decoder) = (Data(json.utf8), JSONDecoder())
        if carrying { decoder.carry(FilingBody(bytes)) }
        return try decoder.decode(Form.self, from: bytes).fields
    }

    @Test(
        "Read by kind, a value is what the decoder's guesses make of it",
        arguments: [
            #""""#, #""Makassar""#, #""\u202e\"\\\n""#, #""😀""#, "true", "false", "0", "1", "-1", "-0", "1.0", "1e2",
            "9223372036854775807", "-9223372036854775808", "[]", "{}", "[1,true,\"a\",[0,1]]",
            #"{"a":{"b":[{"c":1},{"c":false}]},"1":"x"}"#, "127", "-128", "255", "32768",
        ])
    func sameAsGuessed(value: String) throws {
        let json = #"{"fields":{"a":\#(value),"b":"b"}}"#
        #expect(try read(json, carrying: true) == read(json, carrying: false))
    }

    @Test("What no field takes is refused with its place", arguments: ["null", "0.5", "9223372036854775808", "1e40"])
    func strangers(value: String) throws {
        do {
            _ = try read(#"{"fields":{"a":[{"b":\#(value)}]}}"#, carrying: true)
            Issue.record("\(value) was taken")
        } catch DecodingError.dataCorrupted(let context) {
            #expect(context.codingPath.map(\.stringValue) == ["fields", "a", "0", "b"])
            #expect(context.debugDescription.contains("allowed:"))
        }
    }

    @Test("A text that is no JSON is told by the decoder", arguments: ["", "{", "no JSON", #"{"fields":{"a":1}"#])
    func noJSON(text: String) {
        #expect(FilingBody(Data(text.utf8)) == nil)
        #expect(throws: DecodingError.self) { try read(text, carrying: true) }
    }

    @Test("Four hundred lists within one another cost what four hundred lists beside one another cost")
    func costsNoMoreThanItsBytes() throws {
        let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        let wide = "[" + Array(repeating: "[]", count: 400).joined(separator: ",") + "]"
        func cost(_ value: String) throws -> Duration {
            let json = #"{"fields":{"a":\#(value)}}"#
            return try (0..<5).map { _ in
                try ContinuousClock().measure { _ = try read(json, carrying: true) }
            }.min() ?? .zero
        }
        // By guesses it was a thousand times as much.
        #expect(try cost(deep) < cost(wide) * 50 + .milliseconds(20))
    }
}
