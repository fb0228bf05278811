package import Calls
package import ControlRoom

/// Cases of P01 and P11 to P14, and what each person has to do.
package enum CaseCalls {
    static let inbox = Call(
        .get, "/api/tasks", by: .person, "The inbox of the person who asks", gives: [InboxAnswer].self)
    static let list = Call(
        .get, "/api/cases", by: .person, "Cases of P01 and P11 to P14, newest first, in pages (limit, before)",
        gives: [CaseAnswer].self, with: CallParameter.page)
    package static let begin = Call(
        .post, "/api/cases", by: .person, "Open a case with its first act", takes: CaseBeginning.self,
        gives: CaseAnswer.self, status: 201, with: [.key])
    static let show = Call(.get, "/api/cases/:case", by: .person, "A case", gives: CaseAnswer.self)
    package static let act = Call(
        .post, "/api/cases/:case/acts", by: .person, "Perform an act", takes: CaseRequest.self,
        gives: CaseAnswer.self, with: [.key])
    static let tasks = Call(
        .get, "/api/cases/:case/tasks", by: .person, "What can be done now", gives: [InboxAnswer].self)
}
