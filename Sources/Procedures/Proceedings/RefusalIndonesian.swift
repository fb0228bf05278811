import Offices

extension Proceedings.Refusal {
    /// What was found, what is missing and who must do it, in one line of Indonesian.
    package var message: String {
        let name = label.map { " “\($0.id)”" } ?? ""
        let place = key.place.isEmpty ? "" : " (\(key.place))"
        let remark = RuleRemark(rules).map { " [\($0.indonesian)]" } ?? ""
        return "\(key.act)\(name)\(place) ditolak: \(reason.indonesian)\(remark)"
    }
}

extension Proceedings.Refusal.Reason {
    var indonesian: String {
        switch self {
        case .unknownAct: "tindakan ini tidak ada dalam prosedur rapat ini"
        case .byNobody: "proses selesai dengan sendirinya, tidak dilakukan oleh siapa pun"
        case .wrongShape(let copies): "sebutkan \(copies.shape.id)"
        case .noSuchCopy(let offices): "kantor ini tidak termasuk; yang termasuk: \(offices.listed("tidak ada"))"
        case .noSuchSection(let sections): "seksi ini tidak dihubungi; yang dihubungi: \(sections.listed("tidak ada"))"
        case .wrongRole(let found, let needed):
            "peran Anda \(found.term); tindakan ini dilakukan oleh \(needed.map(\.term).joined(separator: ", "))"
        case .wrongOffice(let found, let needed):
            "Anda bertugas di \(found); tindakan ini dilakukan oleh pejabat di \(needed)"
        case .wrongSection(let found, let needed):
            "Anda bertugas untuk seksi \(found); tindakan ini milik seksi \(needed)"
        case .otherBranch(let decision, let taken, let label):
            "\(decision) memutuskan “\(label?.id ?? taken.description)”, sehingga tindakan ini tidak berlaku"
        case .closed(let act): "sudah tidak dapat dilakukan setelah \(act)"
        case .alreadyDone(let mark): "sudah dilakukan oleh \(mark.actor.name) pada \(Zone.wib.when(mark.at))"
        case .missing(let missing): "belum dilakukan: \(missing.map(\.indonesian).joined(separator: "; "))"
        case .sameChain(let act, let mark):
            "Anda sudah melakukan \(act) sebagai \(mark.actor.role.term) pada rantai yang sama (AC-118); harus pejabat lain, atau Plh/Plt dengan surat perintah"
        case .notOral(let mark): "\(mark.actor.name) melakukannya sendiri; tidak ada yang perlu disahkan"
        case .assigned(let assignee): "ditugaskan kepada \(assignee.name), \(assignee.role.term)"
        case .assignee(let fault): fault.indonesian
        case .outcome(let fault): fault.indonesian
        case .guards(let unmet): unmet.map { "\($0.demand.label.id): \($0.found)" }.joined(separator: "; ")
        }
    }
}

extension Missing {
    fileprivate var indonesian: String {
        let who = role.map { " oleh \($0.term)" } ?? ""
        let place = office.map { " di \($0)" } ?? ""
        return "\(key) “\(label.id)”\(who)\(place)"
    }
}

extension OutcomeFault {
    var indonesian: String {
        switch self {
        case .needed(let form): "isian tindakan ini belum ada: \(form.content.id)"
        case .unasked(let form): "isian ini tidak diminta; tindakan ini meminta \(form.content.id)"
        case .unknownBranch(let found, let allowed):
            "keputusan “\(found)” tidak dikenal; pilihan: \(allowed.listed(""))"
        case .noOffice: "belum ada kantor yang diundang; sebutkan paling sedikit satu"
        case .noDirectorate: "belum ada direktorat yang diberi tahu; sebutkan paling sedikit satu"
        case .officeTwice(let office): "\(office) disebut dua kali; setiap kantor hanya sekali"
        case .hostInvited(let office): "\(office) adalah tuan rumah dan tidak perlu diundang"
        case .unprepared(let office, let kind):
            "\(office) adalah \(kind.name); tidak ada prosedur persiapan untuk jenis kantor itu dalam rapat ini"
        case .notADirectorate(let office, let kind):
            "\(office) adalah \(kind.name); yang diminta Sekretariat Direktorat Jenderal atau Direktorat"
        case .invitedWithoutMeeting(let office): "\(office) diundang, padahal tidak ada rapat; kosongkan undangan"
        case .noSection: "belum ada seksi yang dihubungi; sebutkan paling sedikit satu"
        case .sectionTwice(let section): "seksi \(section) disebut dua kali; setiap seksi hanya sekali"
        case .unknownSection(let found, let allowed):
            "seksi \(found) tidak ada di kantor ini; pilihan: \(allowed.listed("tidak ada"))"
        case .noParty: "belum ada pihak yang menerima laporan; sebutkan paling sedikit satu"
        case .partyTwice(let office): "\(office) disebut dua kali; setiap pihak hanya sekali"
        case .notAParty(let office): "\(office) tidak mengikuti rapat ini, jadi tidak menerima laporannya"
        case .notNotified(let office, let known):
            "\(office) tidak diberi tahu untuk rapat ini; yang diberi tahu: \(known.listed("tidak ada"))"
        case .handedIn(let office): "\(office) sudah menyampaikan bahan/datanya"
        case .noAgent: "belum ada agen yang ditugaskan; sebutkan paling sedikit satu"
        case .notInvited(let office): "\(office) tidak diundang pada rapat ini"
        case .lastSection(let section):
            "\(section) adalah seksi terakhir yang menyiapkan bahan; pimpinan rapat dapat melanjutkan tanpa kantor ini"
        case .releasedTwice(let place): "\(place) sudah tidak ditunggu"
        case .owingWithoutReport(let office): "\(office) mempunyai kesepakatan, tetapi tidak menerima laporan"
        }
    }
}

extension Zone {
    /// `21 November 2026 pukul 09.15 WIB`.
    fileprivate func when(_ moment: Moment) -> String { "\(date(moment)) pukul \(time(moment))" }
}
