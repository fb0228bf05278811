import CZxcvbn
import Foundation
import Offices

/// How hard a password is to guess, by zxcvbn (Wheeler, USENIX Security 2016): common words and names, repeats, sequences,
/// dates and rows of the keyboard weigh little, in any spelling.
struct PasswordStrength: Sendable {
    /// The base-2 logarithm of the guesses that it takes.
    let bits: Double
    /// It is in the list of common passwords, as it is or without regard to capitals.
    let isCommon: Bool

    /// 10^10 guesses, from which on zxcvbn calls a password very unguessable, its best class.
    static let least = log2(1e10)

    /// Judges a text for somebody of whom others know these words.
    init(of text: String, known words: [String]) {
        let lowered = text.lowercased()
        isCommon = Self.common.contains(lowered)
        let all = Self.local + words.map { $0.lowercased() }
        bits = Self.withPointers(all) { pointers in
            var pointers = pointers
            return pointers.withUnsafeMutableBufferPointer { ZxcvbnMatch(text, $0.baseAddress, nil) }
        }
    }

    /// What others know of a person: names, numbers, offices and posts, each in its parts and as a whole.
    static func words(of person: Person) -> [String] {
        let names = person.name.split { !$0.isLetter }.map(String.init)
        let digits = person.nip?.digits ?? ""
        let numbers = [digits, String(digits.prefix(8)), String(digits.prefix(6)), String(digits.suffix(9))]
        let posts = person.posts.flatMap { post in
            [post.office.description, post.role.rawValue] + (post.section.map { [$0.description] } ?? [])
        }
        let parts = posts.flatMap { $0.split(separator: "-").map(String.init) }
        let whole = [person.name, names.joined()] + posts.map { $0.replacing("-", with: "") }
        return (whole + names + numbers + posts + parts).filter { $0.count >= 3 }
    }

    /// The common passwords that are long enough to be one here, by `Tests/Lint/common_passwords.py`.
    private static let common = Set(lines(PackageResources.common_passwords_txt))
    /// What people here would try first, beside the English words that zxcvbn knows.
    private static let local = lines(PackageResources.local_words_txt)

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    /// Lends the words as C wants them: an array of strings that ends with none.
    private static func withPointers<Result>(
        _ words: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = words.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
    }
}
