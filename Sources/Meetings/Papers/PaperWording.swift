import Offices
import Procedures

/// The words of a meeting's papers, in Indonesian as they are sent.
///
/// What each kind of receiver is asked for follows P02.3 and P03.2; everything else is what the notice says.
struct PaperWording {
    let meeting: Meeting
    let host: Office
    /// Who issues the paper.
    let by: Actor

    init(meeting: Meeting, host: Office, by actor: Actor) { (self.meeting, self.host, by) = (meeting, host, actor) }

    /// To the invited offices: each prepares its materials (AC-028) and its room.
    func invitation(_ notice: Notice, of offices: [Office]) -> [String] {
        body(notice, of: offices) {
            """
            Sehubungan dengan hal tersebut, Saudara diminta:
            a. mempersiapkan bahan-bahan/data yang diperlukan untuk rapat; dan
            b. mempersiapkan ruangan serta perangkat rapat di kantor Saudara.
            """
        }
    }

    /// To the Sekretariat/Direktorat concerned: attend, and prepare what is discussed (AC-030).
    func attendance(_ notice: Notice, of offices: [Office]) -> [String] {
        body(notice, of: offices) {
            """
            Sehubungan dengan hal tersebut, Saudara diminta menghadiri rapat sekaligus mempersiapkan bahan-bahan/data \
            yang akan dibahas pada Rapat Langsung Jarak Jauh tersebut.
            """
        }
    }

    private func body(_ notice: Notice, of offices: [Office], asked: () -> String) -> [String] {
        [
            """
            Dengan ini diberitahukan bahwa sesuai keputusan \(host.headTitle) akan dilaksanakan Rapat Langsung Jarak \
            Jauh \(meeting.label) di \(host.name), dengan keterangan sebagai berikut:
            a. hari, tanggal: \(days(notice, of: offices))
            b. waktu: \(times(notice, of: offices)), selama \(notice.minutes) menit
            c. agenda: \(notice.agenda)
            d. pimpinan rapat: \(notice.chair)
            e. narahubung: \(notice.contact)
            f. pemberitahuan ini disampaikan oleh: \(by.name), \(by.role.term)
            """,
            asked(), outsideHours(notice, of: offices), remark, "Demikian disampaikan untuk dilaksanakan.",
        ].compactMap(\.self)
    }

    /// Which of the receivers are asked outside their working hours, each with its own time.
    private func outsideHours(_ notice: Notice, of offices: [Office]) -> String? {
        let outside = offices.filter { notice.outsideHours?.contains($0.id) ?? false }
        guard !outside.isEmpty else { return nil }
        let list = outside.map { "\($0.name) (pukul \($0.zone.time(notice.start)))" }.joined(separator: "; ")
        return "Waktu rapat berada di luar jam kerja: \(list) (bukan dari SOP: outside-hours)."
    }

    /// A kind of meeting that the procedures do not know says so.
    private var remark: String? {
        meeting.kind.remark.map { "Rapat ini adalah rapat koordinasi pimpinan (\($0))." }
    }

    /// To the proposer: no meeting is needed (P02.3b).
    var notNeeded: [String] {
        [
            """
            Sehubungan dengan \(ground) mengenai \(meeting.agenda), dengan ini diberitahukan bahwa \
            \(host.headTitle) menyatakan tidak perlu diselenggarakan Rapat Langsung Jarak Jauh.
            """,
            "Demikian disampaikan untuk diketahui.",
        ]
    }

    private var ground: String {
        switch meeting.decision?.ground {
        case .letter(let letter): "Surat Usulan Saudara nomor \(letter.number) tanggal \(letter.date)"
        case .report(let report): report.title.text
        case .ownInformation, nil: "usulan Saudara"
        }
    }

    func material(_ material: Material) -> String {
        "Bahan-bahan/data untuk \(meeting.label), \(material.pages.count) halaman, menurut berkas terlampir."
    }

    var report: String {
        "Laporan Hasil Rapat \(meeting.label) dengan \(meeting.agreements.count) kesepakatan, menurut berkas terlampir."
    }

    // MARK: - Time, in every zone in which it is read (AC-033)

    private func zones(_ offices: [Office]) -> [Zone] { Set(offices.map(\.zone) + [host.zone]).sorted() }

    private func days(_ notice: Notice, of offices: [Office]) -> String {
        let zones = zones(offices)
        let days = zones.map { $0.day(notice.start) }
        guard Set(days).count > 1 else { return days.first ?? "" }
        return zip(days, zones).map { "\($0) (\($1.rawValue))" }.joined(separator: " / ")
    }

    private func times(_ notice: Notice, of offices: [Office]) -> String {
        "pukul " + zones(offices).map { $0.time(notice.start) }.joined(separator: " / ")
    }
}
