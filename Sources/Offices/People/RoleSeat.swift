extension Role {
    /// How many regular holders a role has at one time.
    package enum Seat: Hashable, Sendable {
        /// One in the office: its head, or the head of a sub-unit that stands there once.
        case one
        /// One for each Bagian, Bidang or Seksi.
        case onePerSection
        case many
    }

    /// The seats of the role; whatever is neither head of an office nor of a sub-unit has many.
    package var seat: Seat {
        if self == officeKind.head { return .one }
        switch self {
        case .direkturTerkait, .kasubbagProtokol, .kabidDuktekkon, .kasiDukteknisKomputer, .kasiPdiKpp,
            .kasiPenerimaanDokumenKpddp, .kasiPengelolaanDataKpde, .kepalaKlip, .kasiOperasional, .kasubditPsi,
            .kasiPbd:
            return .one
        case .kabagKasubdit, .kasubbagKasi, .kabidTerkaitKanwil, .kasiTerkaitKanwil, .kabidTerkaitPpddp,
            .kasiTerkaitPpddp, .kasiTerkaitKpp, .kasiTerkaitKpddp, .kasiTerkaitKpde:
            return .onePerSection
        default: return .many
        }
    }
}
