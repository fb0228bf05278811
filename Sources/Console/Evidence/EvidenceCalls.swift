package import Calls

/// The evidence of a meeting, for the operator who hands it on.
package enum EvidenceCalls {
    package static let seal = Call(
        .post, "/api/meetings/:meeting/evidence", by: .person, "Seal the evidence", gives: EvidenceAnswer.self,
        status: 201)
    package static let file = Call(
        .get, "/api/meetings/:meeting/evidence/:edition/**", by: .person, "A file of it", gives: File.self,
        typed: "*/*")
}
