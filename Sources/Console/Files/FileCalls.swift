import Calls
import ControlRoom

/// Files that go with something.
enum FileCalls {
    static let handIn = Call(
        .post, "/api/files", by: .person, "Hand in a PDF, PNG or JPEG as attachment or scan; its hash comes back",
        takes: File.self, as: ["application/pdf", "image/png", "image/jpeg"], atMost: Enclosure.largest,
        gives: Enclosure.self, status: 201)
    static let attachment = Call(
        .get, "/api/documents/:document/files/:sha256", by: .person, "An attachment of a paper", gives: File.self,
        typed: "*/*")
    static let scanOfCase = Call(
        .get, "/api/cases/:case/scans/:sha256", by: .person, "The scan of an oral order", gives: File.self,
        typed: "*/*")
    static let scanOfMeeting = Call(
        .get, "/api/meetings/:meeting/scans/:sha256", by: .person, "The scan of an oral order", gives: File.self,
        typed: "*/*")
}
