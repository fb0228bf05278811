package import BoundedProcess
import Foundation

/// Whether the outside programs and fonts that the service uses are on this machine.
package enum Preflight {
    /// Everything the service runs itself.
    package static let needed: [Program] = [
        .pdfinfo, .pdftoppm, .qpdf, .weasyprint, .python, .ffmpeg, .ffprobe, .qrencode, .prlimit, .nice,
    ]

    /// The fonts of every page, without which pages come out in another type or empty.
    package static let fonts: [Font] = [
        Font(file: "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", package: "fonts-liberation"),
        Font(file: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", package: "fonts-dejavu-core"),
    ]

    /// A font by the file that Debian's package brings.
    package struct Font: Hashable, Sendable {
        package let file: String
        package let package: String

        package init(file: String, package: String) {
            (self.file, self.package) = (file, package)
        }
    }

    /// The programs that are not on this machine.
    package static func missing(of programs: [Program] = needed) -> [Program] {
        programs.filter { (try? $0.path()) == nil }
    }

    /// One line naming what is missing and the command that brings it; `nil` when all is there.
    package static func line(for programs: [Program] = needed, _ fonts: [Font] = fonts) -> String? {
        let programs = missing(of: programs)
        let fonts = fonts.filter { !FileManager.default.isReadableFile(atPath: $0.file) }
        guard !programs.isEmpty || !fonts.isEmpty else { return nil }
        let names = (programs.map(\.name) + fonts.map { "the font \($0.file)" }).joined(separator: ", ")
        let packages = Set(programs.map(\.package) + fonts.map(\.package)).sorted().joined(separator: " ")
        return "missing: \(names); install: apt-get install -y --no-install-recommends \(packages)"
    }
}
