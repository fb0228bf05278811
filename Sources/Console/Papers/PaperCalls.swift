import Calls

/// The papers of cases and of meetings.
enum PaperCalls {
    static let list = Call(
        .get, "/api/documents", by: .person, "Papers that the person may read, newest first, in pages (limit, before)",
        gives: [DocumentAnswer].self, with: CallParameter.page)
    static let show = Call(
        .get, "/api/documents/:document", by: .person, "A paper with its marks", gives: DocumentAnswer.self)
    static let letter = Call(
        .get, "/api/documents/:document/letter.pdf", by: .person, "A paper as it is printed", gives: File.self,
        typed: "application/pdf")
    static let ofMeeting = Call(
        .get, "/api/meetings/:meeting/documents", by: .person, "Papers of a meeting that the person may read",
        gives: [DocumentAnswer].self)
    static let verify = Call(
        .get, "/api/verifications/:code", by: .person, "The paper that a verification code names",
        gives: DocumentAnswer.self)
}
