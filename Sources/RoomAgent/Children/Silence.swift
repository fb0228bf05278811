import Offices

/// How long a process has said nothing, as far as its agent was awake to hear it.
///
/// An agent that was stopped, or a machine that slept, heard nothing because nobody listened: a look counts for two
/// seconds at most, however long ago the one before was.
struct Silence: Hashable, Sendable {
    private(set) var seconds = 0.0
    private var looked: Moment?
    private var word: Moment?

    /// Looks are half a second apart; a busy machine may make that a second or two.
    private static let longestLook = 2.0

    /// Counts on at a moment of the steady clock, anew after each word.
    mutating func look(at now: Moment, lastWord: Moment) {
        if word != lastWord { (word, seconds) = (lastWord, 0) }
        // A word that came after the look before cuts the time that counts.
        let from = max(looked ?? now, lastWord)
        seconds += min(max(0, now.seconds(since: from)), Self.longestLook)
        looked = now
    }
}
