/// The words and the size of one box, before it stands anywhere.
struct Box {
    /// Their places are counted from the upper left corner of the body.
    private(set) var lines: [TextLine] = []
    /// Of the outline alone.
    let body: (width: Double, height: Double)
    /// How many letters are left out.
    let dropped: Int
    /// How many words are broken.
    let broken: Int
    /// By how much a line is wider than the room for it; 0 when all fit.
    let overflow: Double

    /// What the copies behind the body take above and right of it.
    static let stack = 4.0
    /// The diamond below the body of a deciding act.
    static let diamond = (width: 32.0, height: 16.0)
    static let padding = 3.5
    /// How far the lower edge of a paper rises into its body.
    static let wave = 7.0

    init(_ node: Chart.Node, light: Light?, width whole: Double, style: Style, language: ChartLanguage) {
        let width = whole - (node.marks.contains(.copied) ? Box.stack : 0)
        let room = whole - Box.sides(of: node)
        var writer = BoxWriter(width: width, room: room, style: style)
        writer.y = Box.padding + (node.marks.contains(.joins) ? 1.5 : 0)
        writer.head(of: node, language)
        let centred = node.shape == .end || node.shape == .state
        let letters = writer.label(node.label, isCentred: centred, isDim: light?.phase == .closed)
        writer.foot(node, light, language)
        dropped = letters + writer.cut
        let words = node.label.split(separator: " ").map { Typeface.width(of: String($0), size: style.size) }
        broken = words.count { $0 > room }
        overflow = max(0, (writer.lines.map(\.width).max() ?? 0) - room)
        lines = writer.lines
        let foot = node.shape == .paper ? 4.0 : 0
        body = (width, writer.y + Box.padding + foot + (node.marks.contains(.joins) ? 1.5 : 0))
    }

    /// What is left free left and right of the words, and for the copies behind them.
    static func sides(of node: Chart.Node) -> Double {
        let side = node.shape == .end || node.shape == .state ? 8.0 : padding + 1
        return 2 * side + (node.marks.contains(.joins) ? 3 : 0) + (node.marks.contains(.copied) ? stack : 0)
    }

    /// With the copies behind it and the diamond below it.
    static func frameHeight(_ node: Chart.Node, body: Double) -> Double {
        body + (node.marks.contains(.copied) ? Box.stack : 0) + (node.marks.contains(.decides) ? Box.diamond.height : 0)
    }
}

/// Writes the lines of a box from the top down.
private struct BoxWriter {
    let width: Double
    let room: Double
    let style: Style
    var y = 0.0
    /// How many letters of the names are left out.
    private(set) var cut = 0
    private(set) var lines: [TextLine] = []

    init(width: Double, room: Double, style: Style) { (self.width, self.room, self.style) = (width, room, style) }

    private var left: Double { (width - room) / 2 }

    private mutating func write(
        _ text: String, size: Double, isBold: Bool = false, isSlanted: Bool = false,
        isCentred: Bool = false, ink: Ink = .text
    ) {
        y += size * Typeface.leading
        lines.append(
            TextLine(
                text: text, x: isCentred ? width / 2 : left, baseline: y - size * 0.32, size: size, isBold: isBold,
                isSlanted: isSlanted, isCentred: isCentred, ink: ink))
    }

    /// The number, the name within the item, and whether the official text says it.
    mutating func head(of node: Chart.Node, _ language: ChartLanguage) {
        let isCentred = node.shape == .end || node.shape == .state
        let size = style.size
        let number = "\(node.reference.procedure.rawValue).\(node.reference.step)" + (node.basis == .both ? " *" : "")
        write(number, size: size, isBold: true, isCentred: isCentred)
        var x = left + Typeface.width(of: number, size: size, isBold: true) + 2
        let end = left + room - (node.marks.contains(.repeats) ? size + 1 : 0)
        func isFitting(_ text: String) -> Bool { x + Typeface.width(of: text, size: size) <= end }
        if let name = node.reference.name, !isCentred, isFitting(name) {
            lines.append(TextLine(text: name, x: x, baseline: y - size * 0.32, size: size, ink: .soft))
            x += Typeface.width(of: name, size: size) + 4
        }
        guard node.basis == .derived else { return }
        let remark = language.of("bukan dari SOP", "not in the SOP")
        if isFitting(remark) {
            lines.append(
                TextLine(text: remark, x: x, baseline: y - size * 0.32, size: size, isSlanted: true, ink: .derived))
        } else {
            for line in Typeface.wrap(remark, width: room, size: size) {
                write(line, size: size, isSlanted: true, ink: .derived)
            }
        }
    }

    mutating func label(_ text: String, isCentred: Bool, isDim: Bool) -> Int {
        let fitted = Typeface.fit(text, width: room, size: style.size, lines: style.lines)
        for line in fitted.lines {
            write(line, size: style.size, isCentred: isCentred, ink: isDim ? .closed : .text)
        }
        return fitted.dropped
    }

    /// Where the work goes on, and how far the running case is.
    mutating func foot(_ node: Chart.Node, _ light: Light?, _ language: ChartLanguage) {
        if !node.exits.isEmpty {
            let text = language.of("→ ke ", "→ to ") + node.exits.joined(separator: ", ")
            for line in Typeface.wrap(text, width: room, size: style.size) {
                write(line, size: style.size, ink: .outcome)
            }
        }
        guard let light, !light.lines.isEmpty else { return }
        y += 1.5
        for parts in light.lines {
            let isNamed = style.nameLines > 0 || parts.count == 1
            self.light(isNamed ? parts : Array(parts.dropFirst()), light.phase)
            cut += isNamed ? 0 : parts[0].count
        }
    }

    /// Who and when or how long: on one line when they fit, the time never cut.
    private mutating func light(_ parts: [String], _ phase: Light.Phase) {
        let isOpen = phase == .open
        let ink: Ink = isOpen ? .open : phase == .done ? .done : .soft
        let whole = parts.joined(separator: " · ")
        let isShort = Typeface.width(of: whole, size: Sheet.smallest, isBold: isOpen) <= room
        for (place, text) in (isShort ? [whole] : parts).enumerated() {
            let isTime = place > 0 || isShort || parts.count == 1
            let fitted = Typeface.fit(
                text, width: room, size: Sheet.smallest, lines: isTime ? 3 : style.nameLines, isBold: isOpen)
            for line in fitted.lines { write(line, size: Sheet.smallest, isBold: isOpen, ink: ink) }
            cut += fitted.dropped
        }
    }
}

/// How large and how long the words of a chart are.
struct Style: Hashable {
    /// Of the words in boxes, in points.
    let size: Double
    /// The most lines of a label.
    var lines: Int
    /// The most lines of a name in a running case; 0 for none.
    let nameLines: Int

    /// From the most to the fewest words, for pages that are full.
    static func all(_ size: Double) -> [Style] {
        [(2, 2), (2, 1), (1, 1), (1, 0)].map { Style(size: size, lines: $0.0, nameLines: $0.1) }
    }
}
