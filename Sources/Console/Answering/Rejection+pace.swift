import Hummingbird

/// What the API answers to who asks too often, too slowly, or over too many connections.
extension ErrorMiddleware {
    static func pace(_ error: Rejection) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .tooManyConnections(let most):
            (
                .tooManyRequests,
                wait(
                    "sudah ada \(most) sambungan atas nama Anda; tutup halaman yang tidak dipakai",
                    "\(most) connections are open in your name, the most there may be; close pages that you do not use")
            )
        case .tooFast(let seconds):
            (
                .tooManyRequests,
                wait(
                    "terlalu banyak permintaan; coba lagi dalam \(seconds) detik",
                    "too many requests; try again in \(seconds) s")
            )
        case .tooManyRefused(let seconds):
            (
                .tooManyRequests,
                wait(
                    "terlalu banyak permintaan Anda yang ditolak; periksa isiannya, lalu coba lagi dalam \(seconds) detik",
                    "too many of your requests were refused; look at what they hold, and try again in \(seconds) s")
            )
        case .tooSlow:
            (
                .requestTimeout,
                wait(
                    "permintaan tidak diterima lengkap pada waktunya; kirim lagi",
                    "the request did not come whole in time; send it again")
            )
        case .bodiesFull:
            (
                .serviceUnavailable,
                wait(
                    "layanan sedang menerima terlalu banyak berkas sekaligus; kirim lagi sebentar lagi",
                    "the service is taking in too many files at once; send it again in a moment")
            )
        default:
            (
                .serviceUnavailable,
                wait(
                    "semua sambungan sedang terpakai; coba lagi sebentar lagi",
                    "every connection is in use; try again in a moment")
            )
        }
    }

    private static func wait(_ message: String, _ english: String) -> ErrorAnswer {
        ErrorAnswer(rule: "wait", act: nil, message: message, english: english)
    }
}
