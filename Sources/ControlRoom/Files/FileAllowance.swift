/// How many files may be handed in, and how much they may hold together.
package struct FileAllowance: Hashable, Sendable {
    package var files: Int
    package var bytes: Int64

    package init(files: Int, bytes: Int64) { (self.files, self.bytes) = (files, bytes) }

    /// Of one person in 24 hours: an LO hands in the materials of a dozen sections several times over.
    package static let ofPersonInADay = FileAllowance(files: 200, bytes: 2 << 30)
    /// Of one office in one case or meeting, for good: a year's correspondence with all its attachments.
    package static let ofOfficeInACase = FileAllowance(files: 400, bytes: 4 << 30)
    /// The files that one person may be sending at a time.
    package static let atATime = 3

    func holds(_ use: FileAllowance) -> Bool { use.files <= files && use.bytes <= bytes }

    static func + (one: FileAllowance, other: FileAllowance) -> FileAllowance {
        FileAllowance(files: one.files + other.files, bytes: one.bytes + other.bytes)
    }

    /// Indonesian, for a line.
    var words: String { "\(files) berkas, \(mebibytes) MiB" }
    /// English, for a line.
    var english: String { "\(files) files, \(mebibytes) MiB" }

    /// Rounded up.
    private var mebibytes: Int64 { (bytes + (1 << 20) - 1) >> 20 }
}

extension FileAllowance {
    /// Why a person may not hand in one more file now.
    package enum Refusal: Error, Hashable, Sendable {
        /// What has been handed in within a day, what is allowed, and the seconds until it fits again.
        case usedUp(FileAllowance, allowed: FileAllowance, seconds: Int)
        case tooManyAtATime(Int)

        /// Indonesian, one line.
        package var message: String {
            switch self {
            case .usedUp(let used, let allowed, let seconds):
                "dalam 24 jam terakhir Anda telah menyerahkan \(used.words); paling banyak \(allowed.words); "
                    + "gabungkan berkas, atau coba lagi dalam \((seconds + 59) / 60) menit"
            case .tooManyAtATime(let most): "\(most) berkas Anda sedang dikirim; tunggu sampai salah satunya selesai"
            }
        }

        /// English, one line.
        package var english: String {
            switch self {
            case .usedUp(let used, let allowed, let seconds):
                "within the last 24 hours you have handed in \(used.english); allowed: \(allowed.english); "
                    + "join files, or try again in \((seconds + 59) / 60) min"
            case .tooManyAtATime(let most): "\(most) files of yours are being sent; wait until one of them is done"
            }
        }

        /// The seconds after which it is worth another try.
        package var seconds: Int {
            switch self {
            case .usedUp(_, _, let seconds): seconds
            case .tooManyAtATime: 10
            }
        }
    }
}

/// How much may be handed in.
struct FileBounds: Hashable, Sendable {
    /// What one person may send.
    var ofPersonInADay = FileAllowance.ofPersonInADay
    /// What one office may put into one case.
    var ofOfficeInACase = FileAllowance.ofOfficeInACase
}
