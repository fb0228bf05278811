import Digests
import Documents
import Offices
import Procedures

extension Case {
    /// What the order of acts cannot tell, answered from what was filed.
    func answer(_ rule: Guard, _ key: ActKey, _ filing: Filing) -> GuardAnswer {
        switch rule {
        case .reportAttached: reportObjection(key, filing).map { .unmet($0) } ?? .met
        case .inPlan: planObjection(filing).map { .unmet($0) } ?? .met
        case .statementAttached: statementObjection(key, filing).map { .unmet($0) } ?? .met
        case .countsMatch: countsObjection(filing).map { .unmet($0) } ?? .met
        case .materialsThere, .devicesPass, .meetingLive, .agreementsDisplayed, .screensConfirmed, .meetingClosed,
            .recordingsStored:
            .unmet("hanya berlaku pada rapat")
        }
    }

    /// AC-013: the letter carries the signed report as it was signed; at its dispatch still.
    private func reportObjection(_ key: ActKey, _ filing: Filing) -> String? {
        guard let report = paper(.laporanMonitoring), report.isFinal, let hash = report.newest?.hash else {
            return "Laporan Hasil Monitoring dan Analisis belum ditandatangani"
        }
        let isDraft = proceedings.procedures[key.act]?.form == .document
        let attached =
            isDraft
            ? filing.list("attachments").compactMap(\.text).map(resolved)
            : paper(.suratUsulanRljj)?.newest?.draft.attachments.map(\.hex) ?? []
        return attached.contains(hash.hex) ? nil : "lampiran belum memuat laporan yang sudah ditandatangani"
    }

    /// The hash that an attachment names, or that of the paper of this case that it names.
    func resolved(_ attachment: String) -> String {
        guard attachment.hasPrefix("document:"), let artefact = Artefact(rawValue: String(attachment.dropFirst(9)))
        else { return attachment }
        return paper(artefact)?.newest?.hash.hex ?? ""
    }

    /// AC-098: nobody outside the approved plan is contacted.
    private func planObjection(_ filing: Filing) -> String? {
        let plan = ActKey(ActReference(procedure: .p11, step: 2))
        let targets = self.filing(plan)?.list("targets").compactMap(\.text) ?? []
        guard let target = filing.text("target"), !targets.contains(target) else { return nil }
        return "“\(target)” tidak ada dalam rencana kerja (\(targets.count) nama)"
    }

    /// AC-112: what is distributed has its own statement, and every bank and post of the day is named once.
    ///
    /// A case from before the sorting was filed asks for a statement of any of them.
    private func statementObjection(_ key: ActKey, _ filing: Filing) -> String? {
        let banks = banks
        guard banks.contains(where: \.hasStatement) else {
            return "belum ada Surat Pernyataan dari \(banks.count) bank/pos; semua data ditahan"
        }
        guard proceedings.procedures[key.act]?.form == .sorting else { return nil }
        let distributed = filing.list("distributed").compactMap(\.text)
        let sorted = distributed + filing.list("held").compactMap { $0.row?["bank"]?.text }
        let known = banks.map(\.id)
        if let stranger = sorted.first(where: { !known.contains($0) }) {
            return "“\(stranger)” tidak ada dalam rekapitulasi P14.4; yang ada: \(known.joined(separator: ", "))"
        }
        if let twice = known.first(where: { bank in sorted.count { $0 == bank } > 1 }) {
            return "“\(twice)” disebut dua kali; setiap bank/pos didistribusikan atau ditahan"
        }
        let left = known.filter { !sorted.contains($0) }
        if !left.isEmpty { return "belum dipilah: \(left.joined(separator: ", "))" }
        let bare = banks.filter { distributed.contains($0.id) && !$0.hasStatement }.map(\.name)
        return bare.isEmpty ? nil : "tanpa Surat Pernyataan: \(bare.joined(separator: ", ")); datanya ditahan"
    }

    /// AC-114: complete means that both systems have as many records as were sent.
    private func countsObjection(_ filing: Filing) -> String? {
        let rows = filing.list("targets").compactMap(\.row)
        let systems = Set(rows.compactMap { $0["system"]?.text })
        guard systems.count == 2 else { return "harus memuat SIDJP dan SIPMOD" }
        let missing = rows.filter { $0["sent"] != $0["arrived"] }.compactMap { $0["system"]?.text?.uppercased() }
        switch filing.branch?.description {
        case "complete" where !missing.isEmpty:
            return "data belum seluruhnya sampai di \(missing.joined(separator: ", "))"
        case "incomplete" where missing.isEmpty: return "jumlah data sudah sama di SIDJP dan SIPMOD"
        default: return nil
        }
    }
}
