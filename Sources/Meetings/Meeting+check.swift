import Offices
import Procedures
import RoomLink

extension Meeting {
    /// Whether what an act brings fits the meeting as it stands.
    func check(_ content: ActContent, key: ActKey, at now: Moment) throws(Refusal) {
        switch content {
        case .decided(let decision, _, _): try check(decision, key)
        case .plain, .toldProposer, .nothingAgreed: try checkNothingAgreed(content, key)
        case .reported(let report): try check(report, key)
        case .noticed(let notice): try check(notice, key, at: now)
        case .contacted(let sections): try check(sections, key)
        case .submitted(let material): try check(material, key)
        case .displayed(let page, let attendance):
            try check(page, key)
            try check(attendance, key)
        case .turned(let from, let page): try check(turnFrom: from, to: page, key)
        case .aired(let onAir, let seen):
            try check(seen: seen, key)
            try check(onAir, key)
        case .noted(let number, let wording): try check(number, wording, key, at: now)
        case .corrected(let number, let version, let wording): try check(number, version, wording, key, at: now)
        case .listed(let display, let seen):
            try check(seen: seen, key)
            try check(display, key)
        case .closing(let reasons): try check(reasons, key)
        case .delivered(let parties): try check(parties, key)
        case .followed(let followUp): try check(followUp, key)
        case .attended(let office, let line): try check(line, of: office, key)
        case .releasedOffice, .releasedDirectorate, .releasedSection, .givenBack: break
        }
    }

    private func checkNothingAgreed(_ content: ActContent, _ key: ActKey) throws(Refusal) {
        guard case .nothingAgreed = content, !agreements.isEmpty else { return }
        throw .form(key.act, "sudah ada \(agreements.count) kesepakatan", "there are \(agreements.count) agreements")
    }

    private func check(_ notice: Notice, _ key: ActKey, at now: Moment) throws(Refusal) {
        guard notice.start.seconds(since: now) > -3600 else {
            throw .form(key.act, "waktu mulai sudah lewat", "the start is in the past")
        }
        guard notice.start.seconds(since: now) <= Notice.longestAhead else {
            throw .form(
                key.act, "waktu mulai \(Zone.wib.date(notice.start)) lebih dari 366 hari lagi; periksa tahunnya",
                "the start on \(notice.start) is more than 366 days ahead; look at the year")
        }
        guard Notice.minutesAllowed.contains(notice.minutes) else {
            throw .form(
                key.act, "lama rapat 5 sampai 480 menit, diminta \(notice.minutes)",
                "a meeting lasts 5 to 480 minutes, asked for \(notice.minutes)")
        }
        guard !notice.invited.isEmpty else {
            throw .form(key.act, "belum ada kantor yang diundang", "no office is invited")
        }
        guard notice.invited.count <= Capacity.offices else {
            throw .form(
                key.act,
                "paling banyak \(Capacity.offices) kantor dalam satu rapat, diminta \(notice.invited.count)",
                "at most \(Capacity.offices) offices in one meeting, asked for \(notice.invited.count)")
        }
        let offices = notice.invited.map(\.office.id) + (host.map { [$0.office.id] } ?? [])
        guard Set(offices).count == offices.count else {
            throw .form(key.act, "satu kantor diundang dua kali", "an office is invited twice", by: "AC-071")
        }
        if let proposer = decision?.ground.proposer, proposer != host?.office.id,
            !notice.directorates.contains(where: { $0.id == proposer })
        {
            throw .form(
                key.act, "pengusul \(proposer) harus ikut diberi tahu", "the proposer \(proposer) must be notified")
        }
        try check(topics: notice.topics ?? [], key)
        try checkCopies(of: notice, key)
    }

    private func check(topics: [Line], _ key: ActKey) throws(Refusal) {
        guard topics.count <= Notice.mostTopics else {
            throw .form(
                key.act, "paling banyak \(Notice.mostTopics) pokok agenda, diminta \(topics.count)",
                "an agenda has at most \(Notice.mostTopics) topics, asked for \(topics.count)")
        }
        guard Set(topics).count == topics.count else {
            throw .form(key.act, "satu pokok agenda disebut dua kali", "a topic of the agenda is named twice")
        }
    }

    private func check(_ sections: [SectionID], _ key: ActKey) throws(Refusal) {
        let known = (key.office ?? host?.office.id).flatMap { site(of: $0) }?.office.sections.map(\.id) ?? []
        guard !sections.isEmpty, Set(sections).count == sections.count, sections.allSatisfy(known.contains) else {
            throw .form(
                key.act, "seksi yang boleh: " + known.map(\.description).joined(separator: ", "),
                "allowed sections: " + known.map(\.description).joined(separator: ", "))
        }
    }

    private func check(_ material: Material, _ key: ActKey) throws(Refusal) {
        guard !material.pages.isEmpty else { throw .form(key.act, "bahan tanpa halaman", "materials without a page") }
    }

    private func check(_ page: PageShown, _ key: ActKey) throws(Refusal) {
        guard let office = key.office,
            let material = materials.last(where: { $0.office == office && $0.file == page.file })
        else {
            throw .form(key.act, "bahan itu bukan milik kantor ini", "those materials are not this office's")
        }
        guard (1...material.pages.count).contains(page.page) else {
            throw .form(
                key.act, "halaman 1 sampai \(material.pages.count), diminta \(page.page)",
                "pages 1 to \(material.pages.count), asked for \(page.page)")
        }
    }

    private func check(turnFrom from: Int, to page: PageShown, _ key: ActKey) throws(Refusal) {
        try check(page, key)
        let shown = key.office.flatMap { screens[$0] }?.page ?? 0
        guard from == shown else {
            throw .stale(
                key.act, "layar menampilkan halaman \(shown), bukan \(from)",
                "the screen shows page \(shown), not \(from)")
        }
    }

    private func check(seen: Int, _ key: ActKey) throws(Refusal) {
        guard seen == airChanges else {
            throw .stale(
                key.act,
                "siaran sudah berubah \(airChanges) kali, yang Anda lihat baru \(seen); lihat siaran lalu ulangi",
                "the programme has changed \(airChanges) times, you saw \(seen); look at it and try again")
        }
    }

    private func check(_ onAir: OnAir, _ key: ActKey) throws(Refusal) {
        switch onAir {
        case .sites: break
        case .materials(let office):
            guard page(shownBy: office) != nil else {
                throw .form(key.act, "\(office) belum menampilkan bahan", "\(office) shows no materials yet")
            }
        case .agreement(let number, let version):
            guard let current = agreement(number)?.version else { throw .noAgreement(number, key.act) }
            guard version == current else {
                throw .stale(
                    key.act, "kesepakatan \(number) kini versi \(current), bukan \(version)",
                    "agreement \(number) is at version \(current), not \(version)")
            }
        case .agreements(let page):
            guard let display, page >= 1, page <= display.pages.count else {
                throw .form(
                    key.act, "halaman hasil kesepakatan \(page) tidak ada", "there is no page \(page) of agreements")
            }
        }
    }
}
