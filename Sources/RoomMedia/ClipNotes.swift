/// What a decoder said of one stream of a damaged clip.
struct ClipDamage: Hashable, Sendable {
    /// Packets that did not decode.
    var skipped = 0
    /// Pictures that decoded with a part missing.
    var incomplete = 0

    init() {}

    /// Counts the lines that ffmpeg writes at level `repeat+warning`, by the words of version 5.1 and those since 6.
    init(_ words: String) {
        for line in words.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("Error while decoding stream") || line.contains("Error submitting packet to decoder") {
                skipped += 1
            } else if line.contains("corrupt decoded frame") {
                incomplete += 1
            }
        }
    }
}

/// What people should know of a clip that is used although not all of it could be.
struct ClipNotes {
    var picture: ClipDamage?
    var sound: ClipDamage?
    /// Seconds, by the clip's own word.
    var claimed: Double?
    /// Seconds that were made of it.
    var made: Double

    /// One line for each thing; none for a sound clip.
    var lines: [String] {
        [words(picture, of: "picture"), words(sound, of: "sound"), lengthWords].compactMap(\.self)
    }

    private func words(_ damage: ClipDamage?, of kind: String) -> String? {
        guard let damage, damage != ClipDamage() else { return nil }
        let skipped = "packets of its \(kind) that do not decode and are skipped: \(damage.skipped)"
        let incomplete = "incomplete pictures: \(damage.incomplete)"
        if damage.incomplete == 0 { return skipped }
        return damage.skipped == 0 ? incomplete : "\(skipped); \(incomplete)"
    }

    /// A second is more than the last picture's and the last packet's lengths make.
    private var lengthWords: String? {
        guard let claimed else { return nil }
        let longest = Double(ClipLoop.longest)
        if claimed > longest + 1 {
            return made < longest - 1
                ? "it says that it is \(Self.whole(claimed)) s long and holds \(Self.whole(made)) s"
                : "only its first \(ClipLoop.longest) s are used"
        }
        guard made < claimed - 1 else { return nil }
        return "it says that it is \(Self.whole(claimed)) s long and holds \(Self.whole(made)) s"
    }

    private static func whole(_ seconds: Double) -> String { "\(Int(min(seconds, 1e9).rounded()))" }
}
