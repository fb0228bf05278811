import BoundedProcess
import Calls
import ControlRoom
import Disk
import Foundation
import Glibc
import Hummingbird
import Offices
import Testing

@testable import Console

/// Materials that are sent over a real socket.
@Suite(.serialized)
struct MaterialIntakeTests {
    /// The call as it is, open to everybody.
    private static let call = Call(
        .post, "/materials", by: .guest, MeetingCalls.materials.summary, takes: File.self,
        atMost: MeetingCalls.materials.largest, gives: MaterialShelf.Entry.self, status: 201)

    /// A service with the one route, as a person whom the console knows would reach it.
    private func serve(_ body: (StateFolder, UInt16) async throws -> Void) async throws {
        try await Scratch.folder { place in
            let folder = try StateFolder(path: place.appending(path: "state").path)
            let intake = MaterialIntake(folder)
            let person = Person(id: PersonID(at: Moment(microseconds: 1)), name: "Sari", nip: nil, posts: [])
            let router = Router(context: ConsoleContext.self)
            router.add(middleware: ErrorMiddleware())
            var book = CallBook(router) { _ in }
            book.on(Self.call) { try await intake.answer($0, from: person) }
            let (ports, told) = AsyncStream<Int>.makeStream()
            let application = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { channel in told.yield(channel.localAddress?.port ?? 0) }, logger: House.logger)
            let server = Task { try await application.runService() }
            let port = await ports.first { _ in true } ?? 0
            do {
                try await body(folder, UInt16(port))
            } catch {
                server.cancel()
                _ = await server.result
                throw error
            }
            server.cancel()
            _ = await server.result
        }
    }

    @Test func `a PDF whose sender has gone away is worked on no longer`() async throws {
        try await serve { folder, port in
            let sender = try Sender(port)
            try sender.post(Self.slow)
            try await until("a converter is at work") { !converters(of: folder).isEmpty }
            sender.leave()
            let spent = try await rest(of: folder)
            #expect(spent < 8, "a page's own limit of 10 s of CPU did not end it")
            try await until("nothing is left of the file") {
                (try? FileManager.default.contentsOfDirectory(atPath: folder.incoming).isEmpty) == true
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/blobs") == [])
        }
    }

    @Test func `a sender that waits is answered, and one file too many is turned away with the reason`() async throws {
        try await serve { folder, port in
            let slow = try (0..<3).map { _ in try Sender(port) }
            for sender in slow { try sender.post(Self.slow) }
            try await until("all have arrived") {
                ((try? FileManager.default.contentsOfDirectory(atPath: folder.incoming)) ?? [])
                    .count { $0.hasSuffix(".pdf") } == 3
            }
            try await until("a converter is at work") { !converters(of: folder).isEmpty }
            let late = try Sender(port)
            try late.post(Self.slow)
            let answer = try await late.answer()
            #expect(answer.hasPrefix("HTTP/1.1 429"), "\(answer.prefix(400))")
            #expect(answer.contains("Retry-After: 10") && answer.contains("3 berkas Anda masih diolah"))
            for sender in slow { sender.leave() }
            _ = try await rest(of: folder)
            let next = try Sender(port)
            try next.post(Self.plain)
            #expect(try await next.answer().hasPrefix("HTTP/1.1 201"))
        }
    }

    private static let plain = pdf("0 0 10 10 re f")
    /// Curves over the whole page, thousands of them: seconds of drawing.
    private static let slow = pdf(
        String(repeating: "0 0 m 960 540 0 540 960 0 c 0 270 960 270 480 0 c 8 w S\n", count: 60_000))

    /// A PDF of one page, its table left for the reader to make anew.
    private static func pdf(_ contents: String) -> Data {
        Data(
            """
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << >> /Contents 4 0 R >> endobj
            4 0 obj << /Length \(contents.utf8.count) >>
            stream
            \(contents)
            endstream
            endobj
            trailer << /Size 5 /Root 1 0 R >>
            %%EOF

            """.utf8)
    }

    /// Seconds of CPU that each process which draws a file of the folder has used.
    private func converters(of folder: StateFolder) -> [Double] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { id -> Double? in
            guard Int(id) != nil, let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else {
                return nil
            }
            let words = String(decoding: line, as: UTF8.self)
            guard words.contains("pdftoppm"), words.contains(folder.incoming) else { return nil }
            let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
            // proc(5): after the name in parentheses, utime is the twelfth field, in ticks of 10 ms.
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 11 ? (Double(fields[11]) ?? 0) / 100 : 0
        }
    }

    /// Waits until no converter is left; the most seconds of CPU that one was seen to use.
    private func rest(of folder: StateFolder) async throws -> Double {
        var most = 0.0
        try await until("no converter is left") {
            let found = converters(of: folder)
            most = max(most, found.max() ?? 0)
            return found.isEmpty
        }
        return most
    }

    private func until(_ what: Comment, _ holds: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        while !holds(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(holds(), what)
    }
}

/// A client that can go away.
private final class Sender {
    private var descriptor: Int32

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        let descriptor = descriptor
        let reached = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(reached == 0)
    }

    deinit { leave() }

    func post(_ body: Data) throws {
        let head = "POST /materials?name=a.pdf HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
        var rest = (Data(head.utf8) + body)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            try #require(sent > 0)
            rest = rest.dropFirst(sent)
        }
    }

    func leave() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// The whole answer, as long as its header says.
    func answer() async throws -> String {
        let descriptor = descriptor
        return try await OffPool.run {
            var (text, bytes) = ("", [UInt8](repeating: 0, count: 4096))
            while true {
                let count = recv(descriptor, &bytes, bytes.count, 0)
                guard count > 0 else { return text }
                text += String(decoding: bytes.prefix(count), as: UTF8.self)
                guard let end = text.range(of: "\r\n\r\n"),
                    let length = text.firstMatch(of: /(?i)content-length: (\d+)/).flatMap({ Int($0.output.1) })
                else { continue }
                if text[end.upperBound...].utf8.count >= length { return text }
            }
        }
    }
}
