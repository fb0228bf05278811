import Calls
import ControlRoom
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Offices

/// What the template of the page is given.
private struct PasswordPage {
    let person: String
    var changed = false
    var refused = false
    var message = ""
    var english = ""
}

/// Changing one's own password, over the API and on a page.
struct PasswordRoutes {
    let control: ControlRoom
    private let page: MustacheTemplate

    init(control: ControlRoom) throws {
        self.control = control
        page = try MustacheTemplate(string: String(decoding: PackageResources.password_mustache, as: UTF8.self))
    }

    func add(to book: inout CallBook) {
        book.on(AccountCalls.changePassword) { try await change($0) }
        book.router.get("/kata-sandi", use: show)
        book.router.post("/kata-sandi", use: take)
    }

    @Sendable private func change(_ asked: Asked<PasswordForm>) async throws -> HTTPFields {
        let person = try asked.context.anybody()
        let form = try await asked.form()
        try await change(person, form, asked.request, asked.context)
        return [:]
    }

    private func change(
        _ person: Person, _ form: PasswordForm, _ request: Request, _ context: ConsoleContext
    ) async throws {
        try await control.accounts.changePassword(
            of: person, from: form.current, to: form.password, by: context.caller.proof,
            at: SignInOrigin(request, context))
    }

    // MARK: - The page

    @Sendable private func show(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard let person = context.caller.person else {
            return Response(status: .seeOther, headers: [.location: "masuk"])
        }
        return html(PasswordPage(person: person.name))
    }

    @Sendable private func take(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        // A session that has ended meanwhile is told by the page where one signs in.
        guard let person = context.caller.person else {
            return Response(status: .seeOther, headers: [.location: "masuk"])
        }
        do {
            let text = String(
                decoding: try await request.bytes(atMost: AccountCalls.changePassword.largest), as: UTF8.self)
            guard let form = try? URLEncodedFormDecoder().decode(PasswordPageForm.self, from: text) else {
                throw Rejection.body("current, password, again: allowed: all three")
            }
            guard form.password == form.again else { throw PasswordRepeat.differs }
            try await change(
                person, PasswordForm(current: form.current, password: form.password), request, context)
            return html(PasswordPage(person: person.name, changed: true))
        } catch {
            let (status, answer) = ErrorMiddleware.answer(to: error)
            guard status.kind == .clientError || status == .serviceUnavailable else { throw error }
            let page = PasswordPage(
                person: person.name, refused: true, message: answer.message, english: answer.english)
            return html(page, status: status)
        }
    }

    private func html(_ content: PasswordPage, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: page.render(content))))
    }
}

/// The old password and the new one.
struct PasswordForm: Codable, Sendable {
    let current: String
    let password: String
}

/// The same, as the page's form has it.
private struct PasswordPageForm: Decodable {
    let current: String
    let password: String
    /// The new one once more, for nobody sees what is typed.
    let again: String
}

/// The new password was typed in two ways.
enum PasswordRepeat: Error, Hashable, Sendable {
    case differs
}

extension ErrorMiddleware {
    static func answer(to error: Password.Refusal) -> (HTTPResponse.Status, ErrorAnswer) {
        let advice = "misalnya empat kata yang tidak berhubungan"
        let message =
            switch error {
            case .length(let count):
                "kata sandi baru memiliki \(count) karakter; diperbolehkan: 12 sampai 256, \(advice)"
            case .control: "kata sandi baru memuat karakter kendali; diperbolehkan: yang dapat diketik dalam satu baris"
            case .common: "kata sandi baru termasuk yang dipakai banyak orang; pilih milik Anda sendiri, \(advice)"
            case .guessable:
                "kata sandi baru mudah ditebak: berulang, berurutan di papan ketik atau abjad, atau dari nama, nomor, "
                    + "kantor, atau tahun; pilih yang tidak akan dicoba orang, \(advice)"
            }
        return (.unprocessableContent, passwordLine(message, "\(error)"))
    }

    static func answer(to error: PasswordChangeRefusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .same:
            (.unprocessableContent, passwordLine("kata sandi baru sama dengan yang lama; pilih yang lain", "\(error)"))
        case .noSession:
            (
                .forbidden,
                passwordLine(
                    "kata sandi diubah dalam sesi; masuk dengan kata sandi, lalu ubah", "\(error)", rule: "sign-in")
            )
        }
    }

    static func answer(to error: PasswordRepeat) -> (HTTPResponse.Status, ErrorAnswer) {
        (
            .unprocessableContent,
            passwordLine(
                "kata sandi baru dan ulangannya berbeda; ketik keduanya lagi",
                "the new password and its repetition differ; type both again")
        )
    }

    private static func passwordLine(_ message: String, _ english: String, rule: String = "form") -> ErrorAnswer {
        ErrorAnswer(rule: rule, act: nil, message: message, english: english)
    }
}
