import BoundedProcess
import Foundation
import Meetings
import Offices
import Reports
import RoomLink
import Testing

extension EndToEnd {
    /// What the rooms' screens showed while the agreements were displayed.
    @Suite(.serialized)
    struct ScreenTests {
        private static let rooms = ["rko", "kanwil-sulselbartra", "kpde", "kpp-jayapura", "ppddp"]

        /// The pages of the agreements, drawn anew from the summary.
        private func pages(_ dossier: Dossier, in folder: URL) async throws -> [URL] {
            let offices = Dictionary(
                dossier.summary.rooms.map { ($0.room, $0.office) }
                    + (try HeadOffice.load()).map { ($0.id.description, $0.name) },
                uniquingKeysWith: { room, _ in room })
            let items = dossier.summary.agreements.map {
                AgreementPages.Item(
                    number: $0.number, text: $0.text, office: offices[$0.responsible.description] ?? "?",
                    due: $0.due.inWords)
            }
            let heading = AgreementPages.Heading(meeting: dossier.summary.meeting, title: dossier.summary.agenda)
            return try await AgreementPages.list(items, of: heading, into: folder).map(\.file)
        }

        @Test func thereIsAPictureOfEveryPageFromEveryRoom() async throws {
            let dossier = try await DemoRun.dossier()
            try await Scratch.folder { scratch in
                let count = try await pages(dossier, in: scratch).count
                try #require(count >= 2)
                let expected = Self.rooms.flatMap { room in
                    (1...count).map { $0 == 1 ? "\(room).png" : "\(room)-\($0).png" }
                }
                #expect(try dossier.names(in: "screens") == expected.sorted())
            }
        }

        @Test("AC-084: every screen carries the programme's own code", arguments: rooms)
        func carriesTheProgrammesCode(_ room: String) async throws {
            let dossier = try await DemoRun.dossier()
            for name in try dossier.names(in: "screens") where name.hasPrefix(room) {
                let codes = try await Measured.codes(in: dossier.file("screens/\(name)"))
                #expect(codes.contains { $0.hasPrefix(dossier.summary.meeting) }, "\(name): \(codes)")
            }
        }

        @Test("AC-084: every picture shows the page that it proves", arguments: rooms)
        func showsTheAgreements(_ room: String) async throws {
            let dossier = try await DemoRun.dossier()
            try await Scratch.folder { scratch in
                let pages = try await pages(dossier, in: scratch)
                for number in 1...pages.count {
                    let name = number == 1 ? "\(room).png" : "\(room)-\(number).png"
                    var likeness: [Double] = []
                    for page in pages {
                        likeness.append(
                            try await Measured.likeness(dossier.file("screens/\(name)"), page))
                    }
                    let best = likeness.indices.max { likeness[$0] < likeness[$1] }
                    #expect(best == number - 1, "screens/\(name) is most like page \((best ?? -1) + 1): \(likeness)")
                    #expect(likeness[number - 1] > 0.95, "screens/\(name): \(likeness)")
                }
            }
        }

        @Test(arguments: rooms)
        func isMostlyWhitePaperWithDarkLetters(_ room: String) async throws {
            let dossier = try await DemoRun.dossier()
            let gray = try await Measured.gray(dossier.file("screens/\(room).png"), Measured.page)
            try #require(gray.count == PagePlace.width * PagePlace.height)
            #expect(Double(gray.count { $0 > 225 }) > 0.6 * Double(gray.count))
            #expect(gray.count { $0 < 70 } > gray.count / 50)
        }
    }
}
