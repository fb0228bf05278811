import Cases
import ControlRoom
import Disk
import Engine
import Foundation
import Hummingbird
import Journal
import NIOCore
import NIOFoundationEssentialsCompat
import Offices

extension Request {
    /// The whole body, at most `limit` bytes, as far as the memory for bodies holds it.
    func bytes(atMost limit: Int) async throws -> Data {
        do {
            var whole = ByteBuffer()
            for try await piece in body {
                guard whole.readableBytes + piece.readableBytes <= limit else { throw Rejection.tooLarge(limit: limit) }
                try BodyLease.ofRequest?.take(piece.readableBytes)
                whole.writeImmutableBuffer(piece)
            }
            return Data(buffer: whole, byteTransferStrategy: .automatic)
        } catch let error where !(error is Rejection || error is CancellationError) {
            // The only other thing that reading does is to take the body apart as it was framed.
            throw Rejection.body("the body broke off, or its pieces are framed wrongly; send it whole again")
        }
    }

    /// The body of an act; one that is no act leaves its entry, as every refused act does.
    ///
    /// What is no request at all, a body too large or a key that is no key, leaves none.
    func act<Form: Decodable & Sendable>(
        _ type: Form.Type, on subject: CaseReference?, by person: Person, key: IdempotencyKey, at control: ControlRoom
    ) async throws -> (form: Form, bytes: [UInt8]) {
        do {
            return try await form(type)
        } catch let error as DecodingError {
            try await control.audit(UnreadableAct(error.line), subject, by: person, key: key)
            throw error
        }
    }

    /// The body as JSON of a type, at most `limit` bytes and within the bounds of every JSON body.
    func form<Form: Decodable & Sendable>(
        _ type: Form.Type, atMost limit: Int = 1 << 20
    ) async throws -> (form: Form, bytes: [UInt8]) {
        let bytes = try await bytes(atMost: limit)
        // What takes more than a moment is read where nobody else waits.
        let form =
            bytes.count > JSONForm.moment
            ? try await OffPool.run { try JSONForm.read(type, bytes) }
            : try JSONForm.read(type, bytes)
        return (form, Array(bytes))
    }
}

/// Forms in JSON as people and rooms send them.
enum JSONForm {
    /// The bytes that are read within a millisecond or so.
    static let moment = 8 << 10

    /// Reads a form from hostile bytes. Throws `JSONBounds.Excess` or `DecodingError`.
    static func read<Form: Decodable>(_ type: Form.Type, _ bytes: Data) throws -> Form {
        try JSONBounds.check(bytes)
        let decoder = JSONDecoder()
        if let key = CodingUserInfoKey.isNewText { decoder.userInfo[key] = true }
        if type is any FilingForm.Type { decoder.carry(FilingBody(bytes)) }
        return try decoder.decode(type, from: bytes)
    }
}
