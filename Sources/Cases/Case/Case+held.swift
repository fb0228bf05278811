package import Offices
import Procedures

/// What a day's distribution holds back (P14.9, AC-112).
extension Case {
    /// Revenue of one bank or post that is held back.
    package struct Held: Hashable, Sendable, Codable {
        package let bank: String
        package let name: String
        /// Rupiah.
        package let amount: Int64
        /// When the data was sorted out, before that when the missing statement was noted.
        package let since: Moment
        /// Why, in one line of Indonesian.
        package let reason: String
        /// The statement has come; it goes with the next run (A20).
        package let released: Bool
    }

    /// A bank or post as the day's recapitulation has it (P14.4).
    struct Bank: Hashable {
        let id: String
        let name: String
        /// Rupiah.
        let amount: Int64
        /// Its own Surat Pernyataan is there, or came since (P14.9/late).
        let hasStatement: Bool
    }

    var banks: [Bank] {
        let late = lateStatements
        return (filing(Self.statements)?.list("banks") ?? []).compactMap(\.row).compactMap { row in
            guard let id = row["id"]?.text else { return nil }
            return Bank(
                id: id, name: row["name"]?.text ?? id, amount: row["amount"]?.number ?? 0,
                hasStatement: row["statement"]?.flag == true || late.contains(id))
        }
    }

    /// The day's data that is held back: as it was sorted, and before that for want of a statement.
    package var held: [Held] {
        guard let noted = proceedings.done(Self.statements)?.last.at else { return [] }
        let late = lateStatements
        let sorting = proceedings.done(Self.sorting)?.last.at
        let reasons = (filing(Self.sorting)?.list("held") ?? []).compactMap(\.row).reduce(into: [String: String]()) {
            if let bank = $1["bank"]?.text { $0[bank] = $1["reason"]?.text }
        }
        let isSorted = filing(Self.sorting)?.fields["distributed"] != nil
        return (filing(Self.statements)?.list("banks") ?? []).compactMap(\.row).compactMap { row in
            guard let bank = row["id"]?.text else { return nil }
            guard isSorted ? reasons[bank] != nil : row["statement"]?.flag == false else { return nil }
            return Held(
                bank: bank, name: row["name"]?.text ?? bank, amount: row["amount"]?.number ?? 0,
                since: sorting ?? noted, reason: reasons[bank] ?? "belum ada Surat Pernyataan Perbankan/Pos",
                released: late.contains(bank))
        }
    }

    private var lateStatements: Set<String> {
        Set(filed.filter { $0.key.act.name == "late" }.compactMap { $0.filing.text("bank") })
    }

    private static let statements = ActKey(ActReference(procedure: .p14, step: 4))
    private static let sorting = ActKey(ActReference(procedure: .p14, step: 9))
}
