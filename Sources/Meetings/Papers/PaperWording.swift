import Offices
import Procedures

/// The words of a meeting's papers, in Indonesian as they are sent.
///
/// What each kind of receiver is asked for follows P02.3 and P03.2; everything else is what the notice says.
struct PaperWording {
    let meeting: Meeting
    let host: Office

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
            """,
            asked(), remark, "Demikian disampaikan untuk dilaksanakan.",
        ].compactMap(\.self)
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
