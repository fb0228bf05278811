package import BoundedProcess
package import Foundation

extension MaterialPages {
    /// Why a PDF cannot be shown: the file, what was found, what to do.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case unreadable(String, String)
        case empty(String)
        case tooManyBytes(String, Int64)
        case notPDF(String, startsWith: Data)
        case encrypted(String)
        case broken(String, String)
        case noPages(String)
        case tooManyPages(String, Int)
        case pageSize(String, Int, Inspection.Size)
        /// The document states more pages than it has.
        case pageMissing(String, Int, of: Int)
        /// The document states fewer pages than it has, or another number.
        case pageCount(String, stated: Int, found: Int)
        case pageNotDrawn(String, page: Int, String)
        /// A cover with the document as an attachment.
        case portfolio(String)
        /// A form that only its maker's program can show.
        case dynamicForm(String)
        /// All pages together take more time than one file may.
        case tooLong(String, seconds: Int)
        /// A program is missing, or the work was cancelled.
        case program(Program.Failure)
        /// The pictures could not be stored.
        case storage(String, String)

        package var description: String {
            switch self {
            case .unreadable(let name, let why): "\(quoted(name)) cannot be read: \(why); name a PDF file"
            case .empty(let name): "\(quoted(name)) is empty; export it again as PDF"
            case .tooManyBytes(let name, let bytes):
                "\(quoted(name)) has \(bytes) bytes, allowed are \(MaterialPages.mostBytes); make its pictures smaller"
            case .notPDF(let name, let head):
                "\(quoted(name)) is no PDF: it begins with \(Self.shown(head)); export it as PDF"
            case .encrypted(let name): "\(quoted(name)) is protected by a password; save it without one"
            case .broken(let name, let why): "\(quoted(name)) is damaged (\(why)); export it again as PDF"
            case .noPages(let name): "\(quoted(name)) has no pages; export it again"
            case .tooManyPages(let name, let pages):
                "\(quoted(name)) has \(pages) pages, allowed are \(MaterialPages.mostPages); split it"
            case .pageSize(let name, let page, let size):
                "\(quoted(name)): page \(page) is \(Self.inches(size.width)) × \(Self.inches(size.height)) inches, "
                    + "allowed are 1 to 100 each way; set another paper size"
            case .pageMissing(let name, let page, let count):
                "\(quoted(name)) is damaged: page \(page) of \(count) is missing; export it again as PDF"
            case .pageCount(let name, let stated, let found):
                "\(quoted(name)) is damaged: it states \(stated) pages, \(found) are there; export it again as PDF"
            case .portfolio(let name):
                "\(quoted(name)) is a portfolio, a cover with files inside; hand in the document inside as PDF"
            case .dynamicForm(let name):
                "\(quoted(name)) is a form that fills itself (XFA) and has no pages of its own; print it to PDF first"
            case .tooLong(let name, let seconds):
                "\(quoted(name)) takes more than \(seconds) s to draw, the time for one file; split or simplify it"
            case .pageNotDrawn(let name, let page, let why):
                "\(quoted(name)): page \(page) cannot be drawn (\(why)); simplify that page and export it again"
            case .program(let failure): failure.description
            case .storage(let name, let why): "the pages of \(quoted(name)) could not be stored: \(why)"
            }
        }

        private func quoted(_ name: String) -> String {
            "\"\(Drawn.text(name).prefix(120).replacing("\n", with: " "))\""
        }

        private static func inches(_ points: Double) -> String { String(format: "%.1f", points / 72) }

        /// The first bytes, readable ones as text.
        private static func shown(_ head: Data) -> String {
            let bytes = head.prefix(12).map { (32...126).contains($0) ? Character(UnicodeScalar($0)) : "." }
            return "\"\(String(bytes))\""
        }
    }
}
