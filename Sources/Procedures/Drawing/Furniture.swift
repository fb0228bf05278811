/// What surrounds the chart on its page: the title block above, the legend below.
struct Furniture {
    let sheet: Sheet
    let code: TextLine
    let title: [TextLine]
    let facts: [TextLine]
    /// The block with the code.
    let badge: Rect
    let legend: [LegendItem]
    /// What is left for the lanes.
    let free: Rect

    /// One sign of the legend and what it means.
    struct LegendItem {
        let sign: LegendSign
        let place: Point
        let text: TextLine
    }

    private static let legendStep = 12.0
    private static let signWidth = 23.0

    init(_ chart: Chart, _ overlay: Overlay?, on sheet: Sheet) {
        self.sheet = sheet
        let inside = sheet.inside
        let heading = chart.heading
        let left = inside.x + 46
        let words = Typeface.wrap(heading.title, width: inside.maxX - left, size: 10.5, isBold: true)
        title = words.enumerated().map { place, text in
            TextLine(text: text, x: left, baseline: inside.y + 9.5 + Double(place) * 12.5, size: 10.5, isBold: true)
        }
        let below = inside.y + 11 + Double(words.count - 1) * 12.5
        let lines = Furniture.facts(chart, overlay).flatMap {
            Typeface.wrap($0, width: inside.maxX - left, size: 7.5)
        }
        facts = lines.enumerated().map { place, text in
            TextLine(text: text, x: left, baseline: below + 9 + Double(place) * 9.5, size: 7.5, ink: .soft)
        }
        let bottom = below + 3 + Double(lines.count) * 9.5
        badge = Rect(x: inside.x, y: inside.y, width: 38, height: bottom - inside.y)
        code = TextLine(
            text: heading.code, x: badge.midX, baseline: badge.midY + 4.6, size: 13, isBold: true, isCentred: true,
            ink: .paper)
        legend = Furniture.legend(chart, overlay, inside)
        let top = (legend.map(\.place.y).min() ?? inside.maxY) - 6
        free = Rect(x: inside.x, y: bottom + 7, width: inside.width, height: top - bottom - 7 - 5)
    }

    private static func facts(_ chart: Chart, _ overlay: Overlay?) -> [String] {
        let (heading, language) = (chart.heading, chart.language)
        let first = language.of(
            "\(heading.items) butir · versi \(heading.version)", "\(heading.items) items · version \(heading.version)")
        let source = heading.source.map { language.of("Sumber: ", "Source: ") + $0 }
        let running = overlay.map { language.of("Berkas berjalan: ", "Running case: ") + $0.caption.prefix(200) }
        return [[first, source].compactMap { $0 }.joined(separator: " · ")] + (running.map { [$0] } ?? [])
    }

    /// Only the signs that the chart uses, in lines from the bottom of the page.
    private static func legend(_ chart: Chart, _ overlay: Overlay?, _ inside: Rect) -> [LegendItem] {
        var rows: [[(LegendSign, TextLine, Double)]] = [[]]
        var x = inside.x
        for sign in LegendSign.allCases where sign.isUsed(in: chart, overlay) {
            let text = TextLine(text: sign.text(chart.language), x: 0, baseline: 0, size: 7, ink: .soft)
            if x + signWidth + text.width > inside.maxX {
                rows.append([])
                x = inside.x
            }
            rows[rows.count - 1].append((sign, text, x))
            x += signWidth + text.width + 12
        }
        let top = inside.maxY - Double(rows.count) * legendStep
        return rows.enumerated().flatMap { row, items in
            items.map { sign, text, x in
                let y = top + Double(row) * legendStep + legendStep / 2
                var text = text
                (text.x, text.baseline) = (x + signWidth, y + 2.5)
                return LegendItem(sign: sign, place: Point(x: x, y: y), text: text)
            }
        }
    }
}

/// The signs that a chart may use.
enum LegendSign: CaseIterable {
    case paper, decision, join, copies, repeats, derived, partly, again, derivedAgain, offPage, done, open, waiting,
        closed

    func text(_ language: ChartLanguage) -> String {
        switch self {
        case .paper: language.of("membuat naskah", "makes a paper")
        case .decision: language.of("putusan", "decision")
        case .join: language.of("menunggu semua", "waits for all")
        case .copies: language.of("di setiap kantor, seksi, atau pihak", "in each office, section or party")
        case .repeats: language.of("dapat berulang", "may be repeated")
        case .derived: language.of("bukan dari SOP", "not in the SOP")
        case .partly: language.of("syaratnya sebagian bukan dari SOP", "its condition is partly not in the SOP")
        case .again: language.of("diulang", "done again")
        case .derivedAgain:
            language.of("dikembalikan atau diubah (bukan dari SOP)", "sent back or changed (not in the SOP)")
        case .offPage: language.of("dari prosedur lain", "from another procedure")
        case .done: language.of("selesai", "done")
        case .open: language.of("sedang dipegang: siapa dan berapa lama", "open: who holds it and for how long")
        case .waiting: language.of("menunggu", "waiting")
        case .closed: language.of("tidak ditempuh", "not taken")
        }
    }

    func isUsed(in chart: Chart, _ overlay: Overlay?) -> Bool {
        func mark(_ mark: Chart.Mark) -> Bool { chart.nodes.contains { $0.marks.contains(mark) } }
        return switch self {
        case .paper: chart.nodes.contains { $0.shape == .paper }
        case .decision: mark(.decides)
        case .join: mark(.joins)
        case .copies: mark(.copied)
        case .repeats: mark(.repeats)
        case .derived: chart.nodes.contains { $0.basis == .derived }
        case .partly: chart.nodes.contains { $0.basis == .both }
        case .again: chart.edges.contains { $0.kind == .again }
        case .derivedAgain: chart.edges.contains { $0.kind == .derivedAgain }
        case .offPage: chart.nodes.contains { $0.entries.contains { $0 != .start } }
        case .done, .open, .waiting, .closed: overlay != nil
        }
    }
}
