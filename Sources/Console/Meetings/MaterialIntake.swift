import Calls
import ControlRoom
import Disk
import Foundation
import HTTPTypes
import Hummingbird
import Offices

/// Takes in PDFs of materials: in their turn, and only as long as their senders wait.
struct MaterialIntake: Sendable {
    let folder: StateFolder
    private let converters = ConverterLine()

    init(_ folder: StateFolder) { self.folder = folder }

    /// The entry of the file in the request's body, as JSON.
    ///
    /// When the sender goes away, its place in the line or its converters go to others. The connection is closed after
    /// the answer, since listening for its end has used up what might come next.
    /// - Parameter count: told the file's bytes before anything is kept; what it throws refuses the file.
    func answer(
        _ asked: Asked<File>, from person: Person, counting count: @Sendable (Int) async throws -> Void = { _ in }
    ) async throws -> Reply<MaterialShelf.Entry> {
        let (request, largest) = (asked.request, asked.largest)
        let name = String((request.uri.queryParameters.get("name") ?? "bahan.pdf").prefix(120))
        let entry = try await request.body.consumeWithCancellationOnInboundClose { body in
            let bytes = try await Request(head: request.head, body: body).bytes(atMost: largest)
            try await count(bytes.count)
            return try await take(bytes, named: name, from: person)
        }
        return Reply(entry, headers: [.connection: "close"])
    }

    private func take(_ bytes: Data, named name: String, from person: Person) async throws -> MaterialShelf.Entry {
        let aside = URL(fileURLWithPath: folder.incoming).appending(path: "\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: aside) }
        try await OffPool.run { try DurableFile.write(bytes, to: aside.path) }
        return try await converters.run(for: person.id) {
            try await MaterialShelf(folder).take(aside, named: name)
        }
    }
}
