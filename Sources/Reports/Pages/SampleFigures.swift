import Foundation

/// Invented monthly figures of one office and the geometry of their charts.
struct SampleFigures {
    let office: String
    /// Trillions would be too large for a KPP: billions of rupiah, per month.
    let target: [Double]
    let actual: [Double]
    /// Share of annual returns received, in per cent, this year and last.
    let compliance: [Double]
    let complianceBefore: [Double]
    let sectors: [(name: String, target: Double, actual: Double)]

    static let months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt"]

    init(office: String) {
        self.office = office
        var dice = Dice(seed: office)
        let scale = 60 + 60 * dice.next()
        let wave = [0.8, 0.75, 1.25, 1.5, 0.85, 0.9, 0.95, 0.95, 1.1, 1.05]
        target = wave.map { $0 * scale }
        var trend = 1.04
        actual = target.map { month in
            trend -= 0.035 * dice.next()
            return month * (trend + 0.08 * (dice.next() - 0.5))
        }
        compliance = Self.climb(to: 66 + 12 * dice.next(), &dice)
        complianceBefore = Self.climb(to: 72 + 10 * dice.next(), &dice)
        let names = ["Perdagangan", "Industri pengolahan", "Konstruksi", "Jasa keuangan", "Pertambangan"]
        sectors = names.map { name in
            let target = 60 + 260 * dice.next()
            return (name, target, target * (0.68 + 0.4 * dice.next()))
        }
    }

    private static func climb(to end: Double, _ dice: inout Dice) -> [Double] {
        let shape = [0.05, 0.16, 0.52, 0.74, 0.8, 0.84, 0.88, 0.92, 0.96, 1]
        return shape.map { $0 * end * (0.97 + 0.03 * dice.next()) }
    }

    var values: [String: Any] {
        let (sum, goal) = (actual.reduce(0, +), target.reduce(0, +))
        return [
            "office": Drawn.text(office), "actualSum": Self.billions(sum), "targetSum": Self.billions(goal),
            "reached": Self.percent(sum / goal * 100), "short": Self.billions(abs(goal - sum)),
            "isShort": sum < goal, "bars": bars, "rules": rules, "lineNow": points(compliance),
            "lineBefore": points(complianceBefore), "marks": marks, "lineRules": lineRules,
            "complianceNow": Self.percent(compliance.last ?? 0),
            "complianceBefore": Self.percent(complianceBefore.last ?? 0), "sectors": rows, "weakest": weakest,
        ]
    }

    // The charts are 1140×400; the plot lies between x 90 and 1130, y 20 and 350.
    private var top: Double { (max(target.max() ?? 1, actual.max() ?? 1) / 50).rounded(.up) * 50 }

    private var bars: [[String: Any]] {
        Self.months.enumerated().map { index, month in
            let left = 90 + 104 * Double(index) + 14
            let (goal, real) = (330 * target[index] / top, 330 * actual[index] / top)
            return [
                "month": month, "center": Self.number(left + 38), "x1": Self.number(left), "x2": Self.number(left + 38),
                "y1": Self.number(350 - goal), "h1": Self.number(goal), "y2": Self.number(350 - real),
                "h2": Self.number(real), "tip": "\(Int(actual[index].rounded()))", "xt": Self.number(left + 55),
                "yt": Self.number(350 - real - 8), "low": actual[index] < target[index],
            ]
        }
    }

    private var rules: [[String: Any]] {
        (0...5).map { step in
            ["y": Self.number(350 - 66 * Double(step)), "text": "\(Int(top * Double(step) / 5))"]
        }
    }

    private var lineRules: [[String: Any]] {
        (0...5).map { step in ["y": Self.number(350 - 66 * Double(step)), "text": "\(step * 20)%"] }
    }

    private func points(_ values: [Double]) -> String {
        values.enumerated().map { "\(Self.number(142 + 104 * Double($0))),\(Self.number(350 - 3.3 * $1))" }
            .joined(separator: " ")
    }

    private var marks: [[String: Any]] {
        compliance.enumerated().map { index, share in
            [
                "x": Self.number(142 + 104 * Double(index)), "y": Self.number(350 - 3.3 * share),
                "xt": Self.number(142 + 104 * Double(index) + (share < 15 ? -24 : 20)),
                "yt": Self.number(350 - 3.3 * share + (share < 15 ? -16 : 34)), "text": Self.percent(share),
                "month": Self.months[index],
            ]
        }
    }

    private var rows: [[String: Any]] {
        sectors.map { sector in
            let share = sector.actual / sector.target * 100
            return [
                "name": sector.name, "goal": Self.billions(sector.target), "real": Self.billions(sector.actual),
                "share": Self.percent(share), "width": Self.number(min(share, 110) * 2), "low": share < 90,
            ]
        }
    }

    private var weakest: String {
        sectors.min { $0.actual / $0.target < $1.actual / $1.target }?.name.lowercased() ?? ""
    }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    private static func percent(_ value: Double) -> String {
        String(format: "%.1f", value).replacingOccurrences(of: ".", with: ",") + "%"
    }

    private static func billions(_ value: Double) -> String {
        "Rp" + String(format: "%.1f", value).replacingOccurrences(of: ".", with: ",") + " miliar"
    }
}

/// Numbers that look random and are always the same for one text (FNV-1a, then xorshift).
private struct Dice {
    private var state: UInt64

    init(seed: String) {
        state = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } | 1
    }

    /// 0 to 1.
    mutating func next() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / Double(1 << 53)
    }
}
