import ArgumentParser
import Offices

/// `rljj offices sample`.
struct OfficesSample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Writes a made-up directorate: 34 Kanwil, 352 KPP, PPDDP, KPDDP and KPDE.",
        discussion: """
            It is written to standard output, as offices.yaml holds it. Towns and their zones
            are real; which office is where is invented. For tests, benches and a first look.
            """)

    func run() async throws {
        try await inPlainWords { print(try OfficeFile.text(SampleOffices.directorate()), terminator: "") }
    }
}
