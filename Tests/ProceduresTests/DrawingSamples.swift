import Testing

@testable import Procedures

/// The drawings of all procedures, made once.
enum DrawingSamples {
    static let plain: [ProcedureCode: Drawing] = drawings { _ in nil }

    /// With every act of a running case lit up, each in a state of its own.
    static let lit: [ProcedureCode: Drawing] = drawings(overlay)

    static func chart(_ code: ProcedureCode) throws -> Chart {
        let all = try Procedures.load()
        return Chart(try #require(all[code]), among: all.all)
    }

    static func drawing(_ code: ProcedureCode, isLit: Bool) throws -> Drawing {
        try #require((isLit ? lit : plain)[code])
    }

    private static func drawings(_ overlay: (Procedure) -> Overlay?) -> [ProcedureCode: Drawing] {
        let all = (try? Procedures.load().all) ?? []
        return Dictionary(
            all.map { ($0.code, Drawing(Chart($0, among: all), overlay: overlay($0))) }, uniquingKeysWith: { $1 })
    }

    static func overlay(_ procedure: Procedure) -> Overlay {
        let states: [Overlay.State] = [
            .done(by: "Andi Rahmawati", at: "21 Nov 09.40"),
            .open(holder: "Budi Santoso, Pelaksana Seksi Penagihan", since: "2 jam 10 menit"),
            .waiting, .closed,
        ]
        let copies = procedure.acts.enumerated().map { number, act in
            Overlay.Copy(ActKey(act.reference), states[number % states.count])
        }
        return Overlay(caption: "RLJJ 24 November 2026 · per 21 November 2026 14.05 WIB", copies: copies)
    }
}
