import Offices
import Testing

struct RoleTests {
    /// The roles of P01 to P14, as the procedures name them.
    static let official = """
        dirjen sesditjen-direktur direktur-terkait kabag-kasubdit kasubbag-kasi pelaksana-pusat lo-setdit
        operator-setdit subbagian-umum kasubbag-protokol operator-rko dit-tip kepala-kanwil lo-kanwil
        kabid-terkait-kanwil kasi-terkait-kanwil pelaksana-terkait-kanwil kabid-duktekkon kasi-dukteknis-komputer
        pelaksana-dukteknis-komputer kepala-ppddp lo-ppddp kabid-terkait-ppddp kasi-terkait-ppddp
        pelaksana-terkait-ppddp operator-ppddp kepala-kpp lo-kpp kasi-terkait-kpp pelaksana-terkait-kpp kasi-pdi-kpp
        oc-kpp kepala-kpddp lo-kpddp kasi-terkait-kpddp pelaksana-terkait-kpddp kasi-penerimaan-dokumen-kpddp
        operator-kpddp kepala-kpde lo-kpde kasi-terkait-kpde pelaksana-terkait-kpde kasi-pengelolaan-data-kpde
        operator-kpde kepala-klip kasi-operasional pelaksana-operasional agen-klip pelaksana-pkl agen-informasi
        agen-aplikasi team-leader-aplikasi agen-eskalasi-informasi co-supervisor-eskalasi quality-assesor
        kasubdit-psi kasi-pbd pelaksana-pbd petugas-sistem-mpn subbag-tu
        """

    @Test func areThoseOfTheProcedures() {
        #expect(
            Set(Role.allCases.map(\.rawValue))
                == Set(Self.official.split(whereSeparator: \.isWhitespace).map(String.init)))
    }

    @Test(
        "AC-075: who shows the materials is resolved by the kind of office",
        arguments: [
            (OfficeKind.rko, Role.operatorRko), (.direktorat, .operatorSetdit), (.kanwil, .pelaksanaDukteknisKomputer),
            (.ppddp, .operatorPpddp), (.kpp, .ocKpp), (.kpddp, .operatorKpddp), (.kpde, .operatorKpde),
        ])
    func displayOperatorByKind(kind: OfficeKind, role: Role) {
        #expect(kind.displayOperator == role)
        #expect(role.officeKind == kind)
    }

    @Test(arguments: [
        (OfficeKind.kantorPusat, Role.dirjen), (.rko, .dirjen), (.direktorat, .sesditjenDirektur),
        (.kanwil, .kepalaKanwil), (.ppddp, .kepalaPpddp), (.kpp, .kepalaKpp), (.kpddp, .kepalaKpddp),
        (.kpde, .kepalaKpde),
    ])
    func headByKind(kind: OfficeKind, role: Role) {
        #expect(kind.head == role)
        #expect(role.serves(kind))
    }

    @Test(arguments: [
        (OfficeKind.direktorat, Role.loSetdit), (.kanwil, .loKanwil), (.ppddp, .loPpddp), (.kpp, .loKpp),
        (.kpddp, .loKpddp), (.kpde, .loKpde),
    ])
    func liaisonByKind(kind: OfficeKind, role: Role) {
        #expect(kind.liaison == role)
        #expect(role.officeKind == kind)
    }

    @Test func theControlRoomHasNoLiaisonAndKlipNoPart() {
        #expect(OfficeKind.rko.liaison == nil)
        #expect(OfficeKind.klip.head == nil)
        #expect(OfficeKind.klip.displayOperator == nil)
        #expect(OfficeKind.kantorPusat.displayOperator == nil)
    }

    @Test func onlyTheDirjenServesTwoKinds() {
        for role in Role.allCases {
            let kinds = OfficeKind.allCases.filter { role.serves($0) }
            #expect(kinds == (role == .dirjen ? [.kantorPusat, .rko] : [role.officeKind]))
        }
    }

    @Test("AC-064: the sections of KPDDP and KPDE are told apart by full name")
    func termsAreFullNames() {
        #expect(Role.kasiPenerimaanDokumenKpddp.term == "Kepala Seksi Penerimaan Dokumen dan Dukungan Operasional")
        #expect(Role.kasiPengelolaanDataKpde.term == "Kepala Seksi Pengelolaan Data dan Dukungan Operasional")
        #expect(Role.operatorRko.term == "Operator Ruang Kendali Operasi")
    }
}
