package import Offices
import Procedures

/// What a meeting may only bring while the policy that it follows has the rule for it.
extension Meeting {
    /// A coordination of the leadership is called by no procedure, only by its own rule.
    func check(_ decision: Decision, _ key: ActKey) throws(Refusal) {
        guard decision.kind == .leadershipCoordination,
            !proceedings.procedures.follow(.leadershipCoordination)
        else { return }
        throw .form(
            key.act,
            "rapat koordinasi pimpinan tidak ada dalam SOP dan aturan leadership-coordination tidak berlaku di sini",
            "no procedure knows a leadership coordination, and the rule leadership-coordination is off here")
    }

    /// A copy goes to the Kanwil above an invited KPP, once, and to no office that is invited itself (AC-071, AC-072).
    func checkCopies(of notice: Notice, _ key: ActKey) throws(Refusal) {
        guard let copies = notice.copies else { return }
        guard proceedings.procedures.follow(.copyToKanwil) else {
            throw .form(
                key.act, "tembusan kepada Kanwil tidak ada dalam SOP dan aturan AC-072 tidak berlaku di sini",
                "no procedure knows a copy to a Kanwil, and the rule AC-072 is off here")
        }
        let parents = Set(notice.invited.map(\.office).filter { $0.kind == .kpp }.compactMap(\.parent))
        for copy in copies where copy.kind != .kanwil || !parents.contains(copy.id) {
            throw .form(
                key.act, "\(copy.id) bukan Kanwil atasan KPP yang diundang",
                "\(copy.id) is not the Kanwil above an invited KPP", by: "AC-072")
        }
        let taken = sites.map(\.office.id) + notice.invited.map(\.office.id)
        for copy in copies where taken.contains(copy.id) {
            throw .form(
                key.act, "\(copy.id) sudah diundang, jadi tidak diberi tembusan",
                "\(copy.id) is invited itself, so gets no copy", by: "AC-071")
        }
        guard Set(copies.map(\.id)).count == copies.count else {
            throw .form(key.act, "satu Kanwil diberi tembusan dua kali", "a Kanwil is copied twice")
        }
    }

    /// The notice has gone to an office for information alone (AC-072).
    package func isCopied(to office: OfficeID) -> Bool {
        notice?.copies?.contains { $0.id == office } ?? false
    }
}
