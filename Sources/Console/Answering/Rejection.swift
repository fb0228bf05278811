import BoundedProcess
import ControlRoom
import Documents
import Foundation
import HTTPTypes
import Hummingbird
import Journal
import Logging
import NIOCore
import Offices
import Procedures
import Reports
import RoomLink
import Scheduling

/// Why the console itself turns a request away.
enum Rejection: Error, Hashable, Sendable {
    case signIn
    case forbidden
    /// No post of the person is in force.
    case noPost
    /// A page of another site sent the request: its `Origin`, and the `Host` by which we were called.
    case otherPage(String, host: String)
    /// The `Host` that came, and those that are ours.
    case host(String, allowed: String)
    case path(String, String)
    case body(String)
    case tooLarge(limit: Int)
    case notFound(String)
    case range
    /// Every connection of the service is in use.
    case crowded
    /// One person or room has as many connections as it may.
    case tooManyConnections(Int)
    case tooFast(seconds: Int)
    /// Too many requests of one person were refused.
    case tooManyRefused(seconds: Int)
    /// The request did not come whole in time.
    case tooSlow
    /// The bodies of other requests take all the memory that there is for them.
    case bodiesFull
}

/// What the API answers when it says no: the rule's name, the act's reference, and one line in both languages.
struct ErrorAnswer: Codable, Sendable {
    let rule: String
    let act: String?
    let message: String
    let english: String

    /// How long a line may be, in Unicode scalars: a refusal may list every office.
    private static let longest = 8000

    init(rule: String, act: String?, message: String, english: String) {
        (self.rule, self.act) = (rule, act)
        self.message = Shown.line(message, atMost: Self.longest)
        self.english = Shown.line(english, atMost: Self.longest)
    }
}

/// Turns every error into a status and a text; the only place that does.
struct ErrorMiddleware: RouterMiddleware {
    private let refusals = RefusalLog()

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let reference = Self.freshReference()
            let (status, answer) = Self.answer(to: error, reference: reference)
            if status.code >= 500 { log(reference, error, to: request, context) }
            refusals.note(error, answer.english, context)
            var response = try Response.json(answer, status: status)
            response.headers[.retryAfter] = Self.retryAfter(error).map(String.init)
            return response
        }
    }

    /// One line of the log, whatever was asked for.
    private func log(_ reference: String, _ error: any Error, to request: Request, _ context: ConsoleContext) {
        let asked = Shown.line("\(request.method) \(request.uri.path)", atMost: 120)
        context.logger.error("\(reference) \(asked): \(Shown.line("\(error)"))")
    }

    /// Eight hexadecimal digits by which an answer is found in the log.
    private static func freshReference() -> String {
        let digits = String(UInt32.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// What a person is told; what the service met inside, such as a path, is told the log alone.
    static func answer(to error: any Error, reference: String = "") -> (HTTPResponse.Status, ErrorAnswer) {
        if let keeping = Keeping(of: error) { return keeping.answer }
        return switch error {
        case let error as any RefusedByRule:
            (
                status(of: error.word),
                answer(error.word.rawValue, error.message, error.english, act: error.refused?.description)
            )
        case let error as Rejection: answer(to: error)
        case let error as VerificationCode.Refusal:
            // A code of the right form that nobody printed is one more that is not there.
            (error == .check ? .notFound : .badRequest, answer("path", error.message, error.description))
        case let error as RecordingIntake.Refusal: answer(to: error)
        case let error as RoomSeatRefusal: answer(to: error)
        case let error as Slot.Refusal:
            (
                .unprocessableContent,
                answer("form", error.words(in: .wib).indonesian, error.words(in: .wib).english)
            )
        case let error as Implausible: (.unprocessableContent, answer("form", error.message, error.english))
        case let error as SignInRefusal: answer(to: error)
        case let error as Accounts.Refusal: answer(to: error)
        case let error as TokenRefusal: answer(to: error)
        case let error as Password.Refusal: answer(to: error)
        case let error as PasswordChangeRefusal: answer(to: error)
        case let error as PasswordRepeat: answer(to: error)
        case let error as ScreenShelf.Refusal: answer(to: error)
        case let error as FileRefusal: (.unprocessableContent, answer("file", "\(error)", "\(error)"))
        case let error as HolidayTable.Refusal: (.conflict, answer("stale", "\(error)", "\(error)"))
        case let error as FileAllowance.Refusal: (.tooManyRequests, answer("wait", error.message, error.english))
        case let error as Enclosure.Unsuitable:
            (.unprocessableContent, answer("file", error.message, error.english))
        case let error as ConverterLine.Refusal: answer(to: error)
        case let error as MaterialPages.Failure where error.isOfTheFile:
            (.unprocessableContent, answer("file", "\(error)".withoutFolders, "\(error)".withoutFolders))
        case let error as JSONBounds.Excess: (.badRequest, answer("form", error.message, error.english))
        case let error as DecodingError: (.badRequest, answer("form", error.line, error.line))
        case let error as HTTPError:
            (
                error.status,
                answer("http", error.body ?? error.status.reasonPhrase, error.body ?? error.status.reasonPhrase)
            )
        default:
            (
                .internalServerError,
                answer(
                    "failure", "gangguan pada layanan; sebutkan nomor \(reference) kepada pengelola",
                    "the service failed; tell the administrator the number \(reference)")
            )
        }
    }

    /// After how many seconds the same may be asked again; `nil` when time changes nothing.
    static func retryAfter(_ error: any Error) -> Int? {
        switch error {
        case let refusal as SignInRefusal: refusal.retryAfter
        case Rejection.tooFast(let seconds), Rejection.tooManyRefused(let seconds): seconds
        case Rejection.crowded, Rejection.tooManyConnections, Rejection.bodiesFull: 5
        case let refusal as FileAllowance.Refusal: refusal.seconds
        case let error as ConverterLine.Refusal: error.retry
        case let error where Keeping(of: error) != nil: 30
        case RoomSeatRefusal.taken: 5
        default: nil
        }
    }

    private static func answer(to error: Rejection) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .signIn:
            (.unauthorized, answer("sign-in", "masuk dahulu dengan token Anda", "sign in with your token first"))
        case .forbidden: (.forbidden, answer("role", "tidak berwenang untuk ini", "you may not do this"))
        case .noPost:
            (
                .forbidden,
                answer(
                    "role", "Anda tidak memegang jabatan yang berlaku; hubungi pengelola kepegawaian layanan ini",
                    "you hold no post now; ask whoever keeps this service's register of persons")
            )
        case .otherPage(let origin, let host): otherPage(origin, host)
        case .host(let found, let allowed):
            (
                .misdirectedRequest,
                answer(
                    "host",
                    "«\(found)» bukan nama layanan ini; yang dilayani: \(allowed); nama lain diberikan dengan rljj serve --name",
                    "“\(found)” is no name of this service; allowed: \(allowed); more are given by rljj serve --name")
            )
        case .path(let name, let found):
            (.badRequest, answer("path", "\(name) «\(found)» tidak dikenali", "\(name) “\(found)” is not recognised"))
        case .body(let what): (.badRequest, answer("form", what, what))
        case .tooLarge(let limit):
            (.contentTooLarge, answer("form", "paling besar \(limit) byte", "at most \(limit) bytes"))
        case .notFound(let what): (.notFound, answer("path", "\(what) tidak ada", "there is no \(what)"))
        case .range: (.rangeNotSatisfiable, answer("range", "bagian di luar berkas", "range outside the file"))
        case .crowded, .tooManyConnections, .tooFast, .tooManyRefused, .tooSlow, .bodiesFull: pace(error)
        }
    }

    private static func answer(to error: RecordingIntake.Refusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .chunk(let text), .differs(let text): (.unprocessableContent, answer("file", text, text))
        case .missing(let chunks):
            (.conflict, answer("file", "potongan yang belum ada: \(chunks)", "chunks not here yet: \(chunks)"))
        case .full(let free, let needed):
            (
                HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
                answer(
                    "space", "ruang disk layanan kosong \(free) byte, diperlukan \(needed) byte; kirim lagi nanti",
                    "the service's disk has \(free) bytes free, \(needed) are needed; send it again later")
            )
        }
    }

    private static func answer(to error: ScreenShelf.Refusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .noPicture, .differs: (.badRequest, answer("form", "\(error)", "\(error)"))
        case .notHandedIn: (.unprocessableContent, answer("file", "\(error)", "\(error)"))
        }
    }

    private static func answer(to error: ConverterLine.Refusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .yourFiles(let most):
            (
                .tooManyRequests,
                answer(
                    "busy", "\(most) berkas Anda masih diolah; kirim lagi setelah selesai",
                    "\(most) of your files are still at work; send this one when they are done")
            )
        case .yourTime(let seconds):
            (
                .tooManyRequests,
                answer(
                    "busy", "waktu olah berkas Anda sudah terpakai; kirim lagi setelah \(seconds) detik",
                    "your files have used their time; send this one again in \(seconds) s")
            )
        case .full(let waiting):
            (
                .serviceUnavailable,
                answer(
                    "busy", "\(waiting) berkas sedang menunggu; kirim lagi sebentar lagi",
                    "\(waiting) files are waiting; send this one again in a moment")
            )
        }
    }

    private static func status(of word: RefusalWord) -> HTTPResponse.Status {
        switch word {
        case .order, .stale, .condition: .conflict
        case .role: .forbidden
        case .form: .unprocessableContent
        case .path: .notFound
        }
    }

    private static func answer(_ rule: String, _ message: String, _ english: String, act: String? = nil) -> ErrorAnswer
    {
        ErrorAnswer(rule: rule, act: act, message: message, english: english)
    }
}

extension DecodingError {
    /// Where the body does not fit, and how, on one short line.
    var line: String { Shown.line(found) }

    private var found: String {
        switch self {
        case .keyNotFound(let key, let context): "\(Self.path(context.codingPath + [key])): missing"
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            "\(Self.path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "the body does not fit"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "body" : keys.map(\.stringValue).joined(separator: ".")
    }
}

extension Response {
    /// A JSON answer; never cached.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(value)
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
