/// A place on the page, in points from its upper left corner.
struct Point: Hashable {
    var x: Double
    var y: Double
}

/// A rectangle on the page, in points.
struct Rect: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }
    var midX: Double { x + width / 2 }
    var midY: Double { y + height / 2 }

    func inset(by margin: Double) -> Rect {
        Rect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }

    /// Whether two rectangles share more than an edge.
    func overlaps(_ other: Rect) -> Bool {
        x < other.maxX - 0.01 && other.x < maxX - 0.01 && y < other.maxY - 0.01 && other.y < maxY - 0.01
    }

    func contains(_ other: Rect) -> Bool {
        other.x >= x - 0.01 && other.maxX <= maxX + 0.01 && other.y >= y - 0.01 && other.maxY <= maxY + 0.01
    }
}

/// One line of text on the page.
struct TextLine: Hashable {
    let text: String
    var x: Double
    /// Where the letters stand.
    var baseline: Double
    let size: Double
    var isBold = false
    var isSlanted = false
    var isCentred = false
    var ink = Ink.text

    var width: Double { Typeface.width(of: text, size: size, isBold: isBold) }

    /// The area that the letters take.
    var area: Rect {
        Rect(x: isCentred ? x - width / 2 : x, y: baseline - size * 0.74, width: width, height: size * 0.95)
    }
}

/// The colours of a chart: dark enough to be read in print, light enough to be written on.
enum Ink: String {
    case text = "#16202A"
    case soft = "#4A5560"
    case closed = "#5E6670"
    case outcome = "#173F7A"
    case derived = "#7A3E00"
    case line = "#2E3A46"
    case lane = "#C3CAD2"
    case head = "#E8EDF3"
    case paper = "#FFFFFF"
    case done = "#1B6B35"
    case doneFill = "#E2F2E6"
    case open = "#A34A00"
    case openFill = "#FFF1D0"
    case glow = "#F7B731"
    case closedFill = "#ECEEF0"
}

/// A page of A4 and what surrounds the chart on it.
struct Sheet: Hashable {
    let isLandscape: Bool

    static let portrait = Sheet(isLandscape: false)
    static let landscape = Sheet(isLandscape: true)

    /// 297 mm and 210 mm in points.
    static let (long, short) = (841.89, 595.28)
    static let margin = 24.0
    /// No text is smaller, in points.
    static let smallest = 7.0

    var width: Double { isLandscape ? Sheet.long : Sheet.short }
    var height: Double { isLandscape ? Sheet.short : Sheet.long }
    var inside: Rect { Rect(x: 0, y: 0, width: width, height: height).inset(by: Sheet.margin) }
}
