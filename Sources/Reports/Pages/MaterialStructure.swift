import BoundedProcess
import Disk
import Foundation

/// How a PDF is built, as qpdf finds it by walking the whole page tree.
///
/// Poppler believes the number of pages that a PDF states; a page beyond it would vanish without a word. And only the
/// catalogue tells that the pages are not what the document shows: a portfolio's cover, a form's "please wait".
struct MaterialStructure: Hashable, Sendable {
    /// Pages that are really there.
    let pages: Int
    /// The document lies inside, as an attachment.
    let isPortfolio: Bool
    /// The pages are drawn by a program that only Adobe's reader has (XFA).
    let isDynamicForm: Bool

    /// Room for the list of the pages of 300, each with its pictures.
    private static let bounds = Bounds(wall: .seconds(60), cpuSeconds: 15, outputBytes: 32 << 20)

    /// Reads the structure. Throws the program's failure; an answer that cannot be read is an exit of its own.
    /// - Parameter hasXFA: pdfinfo found a form made of XFA.
    static func read(_ pdf: URL, hasXFA: Bool) async throws -> MaterialStructure {
        let facts = try await ask(pdf, ["--json-key=pages", "--json-key=acroform", "--json-object=trailer"])
        let root = facts.object("trailer")?.root ?? ""
        let words = root.split(separator: " ")
        guard words.count == 3, words.allSatisfy({ $0 == "R" || Int($0) != nil }) else { throw Unreadable() }
        let catalogue = try await ask(pdf, ["--json-object=\(words[0]),\(words[1])"]).object("obj:\(root)")
        guard let catalogue else { throw Unreadable() }
        // A form whose fields are known without XFA has pages that show them.
        let isDynamic = hasXFA && (catalogue.needsRendering == true || facts.acroform?.fields.isEmpty ?? true)
        return MaterialStructure(
            pages: facts.pages?.count ?? 0, isPortfolio: catalogue.collection != nil, isDynamicForm: isDynamic)
    }

    /// The catalogue or the list of pages is not there.
    struct Unreadable: Error {}

    private static func ask(_ pdf: URL, _ keys: [String]) async throws -> Answer {
        let fixed = ["--json=2", "--no-warn", "--warning-exit-0", "--json-key=qpdf"]
        let output = try await Program.qpdf.run(fixed + keys + ["--", pdf.path], reading: [pdf], within: bounds)
        return try await OffPool.run {
            guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output.standardOutput)) else {
                throw Unreadable()
            }
            return answer
        }
    }
}

/// The JSON that qpdf writes, version 2.
private struct Answer: Decodable, Sendable {
    var pages: [Anything]?
    var acroform: Form?
    /// A header, then objects by name.
    var qpdf: [[String: Entry]]

    func object(_ name: String) -> Object? { qpdf.lazy.compactMap { $0[name]?.value }.first }

    struct Form: Decodable, Sendable { var fields: [Anything] }

    /// An object; the header's numbers and texts are none.
    struct Entry: Decodable, Sendable {
        var value: Object?

        init(from decoder: any Decoder) throws {
            value = try? decoder.container(keyedBy: Key.self).decodeIfPresent(Object.self, forKey: .value)
        }

        enum Key: String, CodingKey { case value }
    }

    struct Object: Decodable, Sendable {
        var root: String?
        var collection: Anything?
        var needsRendering: Bool?

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Key.self)
            root = try? keys.decodeIfPresent(String.self, forKey: .root)
            collection = try keys.decodeIfPresent(Anything.self, forKey: .collection)
            needsRendering = try? keys.decodeIfPresent(Bool.self, forKey: .needsRendering)
        }

        enum Key: String, CodingKey {
            case root = "/Root"
            case collection = "/Collection"
            case needsRendering = "/NeedsRendering"
        }
    }

    struct Anything: Decodable, Sendable {
        init(from decoder: any Decoder) throws {}
    }
}
