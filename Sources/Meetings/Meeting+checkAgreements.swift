import Offices
package import Procedures

extension Meeting {
    func check(_ number: Int, _ wording: Agreement.Wording, _ key: ActKey, at now: Moment) throws(Refusal) {
        guard number == agreements.count + 1 else {
            throw .stale(
                key.act, "kesepakatan berikutnya bernomor \(agreements.count + 1)",
                "the next agreement has number \(agreements.count + 1)")
        }
        guard !nothingAgreed else {
            throw .form(key.act, "sudah dicatat bahwa tidak ada kesepakatan", "it is noted that nothing was agreed")
        }
        try check(wording, key, at: now)
    }

    func check(
        _ number: Int, _ version: Int, _ wording: Agreement.Wording, _ key: ActKey, at now: Moment
    ) throws(Refusal) {
        guard let current = agreement(number)?.version else { throw .noAgreement(number, key.act) }
        guard version == current else {
            throw .stale(
                key.act, "kesepakatan \(number) kini versi \(current), bukan \(version)",
                "agreement \(number) is at version \(current), not \(version)")
        }
        try check(wording, key, at: now)
    }

    private func check(_ wording: Agreement.Wording, _ key: ActKey, at now: Moment) throws(Refusal) {
        guard wording.due.isActable(at: now) else {
            throw .form(
                key.act, "tenggat \(wording.due) di luar \(CivilDay.actableWords.id)",
                "the due day \(wording.due) is outside \(CivilDay.actableWords.en)")
        }
        let concerned = concerned.map(\.id)
        guard concerned.contains(wording.responsible) else {
            throw .form(
                key.act, "penanggung jawab yang boleh: " + concerned.map(\.description).joined(separator: ", "),
                "allowed responsible offices: " + concerned.map(\.description).joined(separator: ", "))
        }
    }

    func check(_ display: Display, _ key: ActKey) throws(Refusal) {
        guard display.versions == agreements.map(\.version), !agreements.isEmpty || nothingAgreed,
            !display.pages.isEmpty
        else {
            throw .stale(
                key.act, "kesepakatan berubah selagi halamannya dibuat; tampilkan lagi",
                "the agreements changed while their pages were made; display again")
        }
    }

    func check(_ reasons: [OfficeID: Line], _ key: ActKey) throws(Refusal) {
        if let stranger = reasons.keys.first(where: { site(of: $0) == nil }) {
            throw .unknownOffice(stranger, in: label, key.act)
        }
    }

    func check(_ parties: [OfficeID], _ key: ActKey) throws(Refusal) {
        let allowed = Set(self.parties.map(\.id))
        guard Set(parties) == allowed, report != nil else {
            throw .form(
                key.act, "laporan disampaikan kepada setiap pihak yang mengikuti rapat",
                "the report goes to every party that took part")
        }
    }

    /// AC-088: the report carries the agreements as they were displayed, item by item.
    func check(_ report: ReportFile, _ key: ActKey) throws(Refusal) {
        let displayed = display?.versions ?? []
        guard report.versions == displayed else {
            throw .form(
                key.act, "laporan memuat versi kesepakatan \(report.versions), yang ditampilkan \(displayed)",
                "the report carries the versions \(report.versions) of the agreements, displayed were \(displayed)")
        }
        try check(report.discussion ?? [], key)
    }

    /// Summaries belong to topics of the agenda, one to each at most.
    package func check(_ discussion: [TopicSummary], _ key: ActKey) throws(Refusal) {
        let numbers = discussion.map(\.topic)
        if let stranger = numbers.first(where: { !topics.indices.contains($0 - 1) }) {
            throw .form(
                key.act, "pokok agenda \(stranger) tidak ada; yang ada: 1 sampai \(topics.count)",
                "there is no topic \(stranger) of the agenda; allowed: 1 to \(topics.count)")
        }
        guard Set(numbers).count == numbers.count else {
            throw .form(key.act, "satu pokok agenda diringkas dua kali", "a topic is summarised twice")
        }
    }
}
