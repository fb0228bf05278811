import Foundation
import Offices
import Testing

@testable import Procedures

struct ActReferenceTests {
    @Test(arguments: ["P02.1", "P06.10", "P02.5/check-device", "P14.19", "P01.6/b1"])
    func isReadBackAsWritten(text: String) throws {
        let reference = try #require(ActReference(text))
        #expect("\(reference)" == text)
        let data = try JSONEncoder().encode([reference])
        #expect(try JSONDecoder().decode([ActReference].self, from: data) == [reference])
    }

    @Test(arguments: [
        "", "P02", "P02.", "P02.0", "P02.01", "P02.+1", "P02.1/", "P02.1/A", "P15.1", "p02.1", "P02.1.1", "P02.100",
        "P02.1/a/b", " P02.1",
    ])
    func isNotReadFromAnythingElse(text: String) { #expect(ActReference(text) == nil) }

    @Test func sortsStepsByNumber() throws {
        let sorted = try ["P06.10", "P06.2", "P02.5/receive", "P02.5/prepare"].map { try #require(ActReference($0)) }
            .sorted()
        #expect(sorted.map(\.description) == ["P02.5/prepare", "P02.5/receive", "P06.2", "P06.10"])
    }
}

struct ActKeyTests {
    @Test(arguments: ["P02.1", "P06.4@kpp-makassar", "P06.3@kpp-makassar/pelayanan", "P06.6/check-device@kpp-a"])
    func isReadBackAsWritten(text: String) throws {
        let key = try #require(ActKey(text))
        #expect("\(key)" == text)
        let data = try JSONEncoder().encode([key: 1])
        #expect(String(decoding: data, as: UTF8.self).replacing("\\/", with: "/") == "{\"\(text)\":1}")
        #expect(try JSONDecoder().decode([ActKey: Int].self, from: data) == [key: 1])
    }

    @Test(arguments: [
        "", "@kpp", "P06.3@", "P06.3@kpp/", "P06.3@KPP", "P06.3@kpp/a/b", "P06.3@kpp@kpp", "P06.3/pelayanan@",
    ])
    func isNotReadFromAnythingElse(text: String) { #expect(ActKey(text) == nil) }
}

struct OutcomeTests {
    @Test(arguments: [
        Outcome.decided("needed"), .contacted(["pelayanan"]),
        .notified(invited: [MeetingFixture.makassar], directorates: [MeetingFixture.pkp]),
        .delivered(parties: [MeetingFixture.rko], owing: []),
    ])
    func isReadBackAsWritten(outcome: Outcome) throws {
        #expect(try JSONDecoder().decode(Outcome.self, from: JSONEncoder().encode(outcome)) == outcome)
    }
}
