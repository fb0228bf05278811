/// The words above a box.
enum Headroom {
    static let size = 7.0
    /// From a sign down to its box.
    static let arrow = 9.0
    private static let mostLines = 12

    static func words(of entry: Chart.Entry, width: Double, _ language: ChartLanguage) -> [String] {
        switch entry {
        case .start: [language.of("Mulai", "Start")]
        case .from(let place): Typeface.fit(place, width: width - 8, size: size, lines: mostLines).lines
        }
    }

    static func outcome(_ text: String, width: Double) -> [String] {
        Typeface.fit(text, width: width, size: size, lines: mostLines).lines
    }

    /// The height that the words above a node take.
    static func height(above node: Int, _ plan: LayoutPlan) -> Double {
        let step = size * Typeface.leading
        let signs = plan.ports.entries[node].map { slot in
            plan.chart.nodes[node].entries.reduce(0) { sum, entry in
                sum + Double(words(of: entry, width: slot.width, plan.chart.language).count) * step + 4 + arrow
            }
        }
        let labels = plan.chart.edges.indices.compactMap { number -> Double? in
            guard plan.chart.edges[number].to == node, let text = plan.chart.edges[number].label,
                let slot = plan.ports.labels[number]
            else { return nil }
            return Double(outcome(text, width: slot.width).count) * step + 3
        }
        return max(signs ?? 0, labels.max() ?? 0)
    }
}
