import ArgumentParser
import Procedures
import Terminal

/// `rljj procedures`.
struct ProceduresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedures", abstract: "Shows and checks the official procedures that the service follows.",
        subcommands: [ProceduresCheck.self, Draw.self])

    /// `rljj procedures draw`.
    struct Draw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draws a procedure's flowchart as SVG, on one page of A4.",
            discussion: "rljj procedures draw P06 > p06.svg")

        @Argument(help: ArgumentHelp("The procedure, P01 to P14.", valueName: "code"))
        var code: String

        @Option(
            name: [.short, .long],
            help: ArgumentHelp("File to write instead of printing: a new one, or a regular one.", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp("Language of the words: id or en.", valueName: "language"))
        var language = "id"

        func run() async throws {
            guard let language = ChartLanguage(rawValue: language) else {
                throw fail("--language: found \"\(language.prefix(20))\"; allowed: id, en")
            }
            let procedures: Procedures
            do { procedures = try Procedures.load() } catch { throw fail("\(error)") }
            guard let code = ProcedureCode(rawValue: code.uppercased()), let procedure = procedures[code] else {
                let known = procedures.all.map(\.code.rawValue).joined(separator: ", ")
                throw fail("found the procedure \"\(code.prefix(20))\"; allowed: \(known)")
            }
            let chart = Chart(procedure, among: procedures.all, in: language)
            try write(Drawing(chart).svg)
        }

        private func write(_ svg: String) throws {
            guard let output else {
                print(svg, terminator: "")
                return
            }
            do {
                try OutputFile.write(Array(svg.utf8), to: output)
            } catch {
                throw fail("--output \(error)")
            }
        }
    }
}
