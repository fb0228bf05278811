package import BoundedProcess
import Disk
import Foundation
import Mustache

/// Fills a template, prints it with WeasyPrint, draws it with pdftoppm; each in a bounded process.
package enum Print {
    /// Why nothing was printed.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case program(Program.Failure)
        /// A file could not be written or read.
        case file(String)
        /// A template of our own is missing or broken.
        case template(String)

        package var description: String {
            switch self {
            case .program(let failure): failure.description
            case .file(let words): "a page could not be stored: \(words)"
            case .template(let name): "the page template \(name) is missing or broken; reinstall the service"
            }
        }
    }

    /// The templates, parsed once.
    private static let library = Result {
        var library = MustacheLibrary()
        for (name, bytes) in [
            ("card", PackageResources.card_mustache), ("list", PackageResources.list_mustache),
            ("agreement_style", PackageResources.agreement_style_mustache),
            ("report", PackageResources.report_mustache), ("report_style", PackageResources.report_style_mustache),
            ("report_annexes", PackageResources.report_annexes_mustache),
            ("report_head", PackageResources.report_head_mustache),
            ("report_followed", PackageResources.report_followed_mustache),
            ("report_deliveries", PackageResources.report_deliveries_mustache),
            ("deck", PackageResources.deck_mustache),
            ("letter", PackageResources.letter_mustache), ("letter_style", PackageResources.letter_style_mustache),
            ("letter_line", PackageResources.letter_line_mustache),
            ("letter_foot", PackageResources.letter_foot_mustache),
        ] {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        return library
    }

    /// The HTML of a template; every variable is escaped by the template engine.
    static func html(_ template: String, _ values: [String: Any]) throws(Failure) -> String {
        guard let library = try? library.get(), let text = library.render(values, withTemplate: template) else {
            throw .template(template)
        }
        return text
    }

    /// The Python program that hands WeasyPrint a page, and refuses every link that leaves the page's folder.
    static let printer = String(decoding: PackageResources.print_py, as: UTF8.self)

    /// Prints an HTML document to `file`, which appears whole or not at all.
    ///
    /// Relative links are looked up in `folder`, where the work is done; no other file and no address is opened.
    static func pdf(_ html: String, in folder: URL, to file: URL) async throws(Failure) {
        let (page, print) = (folder.appendingPathComponent("page.html"), folder.appendingPathComponent("print.pdf"))
        do {
            try await OffPool.run { try Data(html.utf8).write(to: page) }
            _ = try await Program.python.run(
                ["-I", "-c", printer, page.path, print.path], reading: [], within: .document, in: folder)
            try Beside.replace(file, with: print)
        } catch {
            throw failure(error)
        }
    }

    /// Draws every page of a PDF of our own, all of the same size, as PNG files named by their hash.
    static func pictures(
        of pdf: URL, width: Int, height: Int, in folder: URL, into destination: URL
    ) async throws(Failure) -> [PagePicture] {
        do {
            let root = folder.appendingPathComponent("drawn")
            let size = ["-scale-to-x", "\(width)", "-scale-to-y", "\(height)"]
            _ = try await Program.pdftoppm.run(
                ["-png"] + size + [pdf.path, root.path], reading: [pdf], within: .document, in: folder)
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "png" }.sorted { $0.path < $1.path }
            var pages: [PagePicture] = []
            for (index, file) in files.enumerated() {
                guard let page = try await PagePicture.read(file, number: index + 1) else { continue }
                let kept = destination.appendingPathComponent("\(page.sha256).png")
                try Beside.replace(kept, with: file)
                pages.append(page.moved(to: kept))
            }
            return pages
        } catch {
            throw failure(error)
        }
    }

    /// Runs `work` in a private folder beside its result.
    static func beside<Result>(
        _ folder: URL, _ work: (URL) async throws -> Result
    ) async throws(Failure) -> Result {
        do {
            return try await Beside.folder(folder, work)
        } catch {
            throw failure(error)
        }
    }

    /// The failure that an error of the printing steps stands for.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let failure as Program.Failure: .program(failure)
        default: .file((error as NSError).localizedDescription)
        }
    }
}
