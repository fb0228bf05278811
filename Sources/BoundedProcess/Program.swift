/// An outside program of Debian that the service runs, never through a shell.
package struct Program: Hashable, Sendable {
    /// The executable's name, such as `pdftoppm`, or the absolute path of a program that comes with the project.
    package let name: String
    /// The Debian package that brings it, such as `poppler-utils`.
    package let package: String

    package init(_ name: String, package: String) {
        (self.name, self.package) = (name, package)
    }

    /// What to type when the program is missing.
    package var remedy: String { "apt-get install \(package)" }
}

extension Program {
    package static let pdfinfo = Program("pdfinfo", package: "poppler-utils")
    package static let pdftoppm = Program("pdftoppm", package: "poppler-utils")
    package static let pdftotext = Program("pdftotext", package: "poppler-utils")
    package static let weasyprint = Program("weasyprint", package: "weasyprint")
    package static let ffmpeg = Program("ffmpeg", package: "ffmpeg")
    package static let ffprobe = Program("ffprobe", package: "ffmpeg")
    package static let espeak = Program("espeak-ng", package: "espeak-ng")
    package static let qrencode = Program("qrencode", package: "qrencode")
    package static let zbarimg = Program("zbarimg", package: "zbar-tools")

    package static let qpdf = Program("qpdf", package: "qpdf")
    package static let python = Program("python3", package: "python3")
    package static let sha256sum = Program("sha256sum", package: "coreutils")

    /// Keeps a child from network, processes and files that are not its own.
    package static let bubblewrap = Program("bwrap", package: "bubblewrap")
    /// Sets the limits of a child before it becomes the program.
    package static let prlimit = Program("prlimit", package: "util-linux")
    /// Lowers the priority of a child before it becomes the program.
    package static let nice = Program("nice", package: "coreutils")
}
