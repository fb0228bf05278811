import HTTPTypes

extension ErrorMiddleware {
    /// What came and what was expected: behind a proxy that does not pass the name on, own pages look like another site's.
    static func otherPage(_ origin: String, _ host: String) -> (HTTPResponse.Status, ErrorAnswer) {
        (
            .forbidden,
            ErrorAnswer(
                rule: "origin", act: nil,
                message:
                    "permintaan ini dikirim halaman situs lain: Origin «\(origin)», sedangkan layanan ini dipanggil "
                    + "dengan Host «\(host)»; buka halaman masuk layanan ini sendiri; proksi di depannya harus meneruskan "
                    + "nama yang diketik orang (proxy_set_header Host $http_host)",
                english: "a page of another site sent this: Origin “\(origin)”, while this service was called by Host "
                    + "“\(host)”; open this service's own sign-in page; a proxy before it must pass on the name that people "
                    + "typed (proxy_set_header Host $http_host)")
        )
    }
}
