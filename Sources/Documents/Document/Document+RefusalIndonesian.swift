import Offices

extension Document.Refusal {
    /// Indonesian, one line.
    package var message: String {
        switch self {
        case .nothingHandedIn: "belum ada konsep yang disampaikan; sampaikan konsep lebih dahulu"
        case .otherOffice(let found, let allowed):
            "pejabat bertindak untuk \(found); yang berwenang: pejabat \(allowed) sebagai penerbit naskah"
        case .final: "naskah sudah lengkap ditandai; hanya penatausahaan dan pengiriman yang masih dapat dilakukan"
        case .noAttachment: "naskah belum dilampiri; lampirkan laporan yang sudah ditandatangani (P01.9)"
        case .unchanged(let version): "konsep sama dengan versi \(version); ubah isinya atau biarkan"
        case .notInChain(let kind, let role, let chain):
            "\(role.term) tidak memberi \(kind.name) pada naskah ini; yang berwenang: \(Self.indonesian(chain))"
        case .notReviewer(let role, let chain):
            "\(role.term) tidak meneliti naskah ini; yang berwenang: \(Self.indonesian(chain))"
        case .stale(let newest): "naskah sudah berubah menjadi versi \(newest); baca versi itu lebih dahulu"
        case .givenBack(let version): "versi \(version) dikembalikan kepada konseptor; tunggu versi berikutnya"
        case .passed(let mark): "\(mark.act) sudah dilakukan: \(mark.kind.name) \(mark.actor.name)"
        case .alreadyMarked(let mark): "\(mark.act) sudah dilakukan oleh \(mark.actor.name)"
        case .samePerson(let mark):
            "\(mark.actor.name) sudah menandai versi ini (\(mark.act)); jenjang lain ditandai oleh orang lain"
        case .unmarked(let missing): "belum ada \(Self.indonesian(missing))"
        case .registered(let number): "naskah sudah bernomor \(number); satu naskah satu nomor"
        case .otherKind(let number, let allowed):
            "\(number) adalah nomor \(number.kind.name); yang diterima: nomor berawalan \(allowed.prefix)-"
        case .unregistered: "naskah belum bernomor; tatausahakan lebih dahulu (P01.14)"
        }
    }

    private static func indonesian(_ levels: [MarkLevel]) -> String {
        levels.isEmpty
            ? "tidak ada, naskah ini tidak ditandai"
            : levels.map { "\($0.kind.name) \(words($0)) (\($0.act))" }.joined(separator: ", ")
    }
}
