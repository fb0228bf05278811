import GStreamer

/// A colour in video levels (BT.601, 16 to 235).
struct Colour: Hashable, Sendable {
    let y: UInt8
    let u: UInt8
    let v: UInt8
    /// The same colour as GStreamer's test source takes it.
    let argb: Int

    /// From red, green and blue of 0 to 255.
    init(red: Double, green: Double, blue: Double) {
        y = UInt8(16 + 0.257 * red + 0.504 * green + 0.098 * blue)
        u = UInt8(128 - 0.148 * red - 0.291 * green + 0.439 * blue)
        v = UInt8(128 + 0.439 * red - 0.368 * green - 0.071 * blue)
        argb = 0xff00_0000 | Int(red) << 16 | Int(green) << 8 | Int(blue)
    }

    /// The quiet ground of every picture.
    static let ground = Colour(red: 13, green: 22, blue: 34)
    /// A place that waits for its picture.
    static let tile = Colour(red: 26, green: 39, blue: 56)
    static let strip = Colour(red: 18, green: 48, blue: 84)
    static let white = Colour(red: 255, green: 255, blue: 255)
}

/// A still picture that is drawn on here, in planar 4:2:0.
struct Canvas: Sendable {
    /// One colorimetry and one place of chroma through the whole chain, those that the decoder gives: a differing
    /// input costs the mixer a conversion of every frame.
    static let format = "I420,colorimetry=(string)bt601,chroma-site=(string)mpeg2"

    let width: Int
    let height: Int
    private var luma: [UInt8]
    private var blue: [UInt8]
    private var red: [UInt8]

    /// A canvas of one colour; width and height are even.
    init(width: Int, height: Int, _ colour: Colour) {
        (self.width, self.height) = (width, height)
        luma = Array(repeating: colour.y, count: width * height)
        blue = Array(repeating: colour.u, count: width * height / 4)
        red = Array(repeating: colour.v, count: width * height / 4)
    }

    /// Fills a place; what lies outside the canvas is left out.
    mutating func fill(_ place: Rectangle, _ colour: Colour) {
        let columns = max(0, place.x)..<max(0, place.x, min(place.right, width))
        let rows = max(0, place.y)..<max(0, place.y, min(place.bottom, height))
        Self.fill(columns, rows, of: &luma, width, colour.y)
        let halves = (columns.lowerBound / 2)..<(columns.upperBound / 2)
        let pairs = (rows.lowerBound / 2)..<(rows.upperBound / 2)
        Self.fill(halves, pairs, of: &blue, width / 2, colour.u)
        Self.fill(halves, pairs, of: &red, width / 2, colour.v)
    }

    /// Whole rows are copied: without optimisation a repeated element is written byte by byte, a hundred times slower.
    private static func fill(
        _ columns: Range<Int>, _ rows: Range<Int>, of plane: inout [UInt8], _ stride: Int, _ value: UInt8
    ) {
        guard !columns.isEmpty else { return }
        let line = [UInt8](repeating: value, count: columns.count)
        for row in rows {
            let start = row * stride + columns.lowerBound
            plane.replaceSubrange(start..<(start + line.count), with: line)
        }
    }

    /// Copies an I420 picture to a place of its size; one that does not fit is left out.
    mutating func draw(_ picture: Picture, at place: Rectangle) {
        let size = picture.width * picture.height
        guard picture.width == place.width, picture.height == place.height, picture.width.isMultiple(of: 8),
            picture.bytes.count == size * 3 / 2, Rectangle(0, 0, width, height).contains(place)
        else { return }
        Self.copy(picture.bytes[..<size], picture.width, into: &luma, width, at: (place.x, place.y))
        let (half, quarter) = (picture.width / 2, size / 4)
        let at = (place.x / 2, place.y / 2)
        Self.copy(picture.bytes[size..<(size + quarter)], half, into: &blue, width / 2, at: at)
        Self.copy(picture.bytes[(size + quarter)...], half, into: &red, width / 2, at: at)
    }

    private static func copy(
        _ rows: ArraySlice<UInt8>, _ length: Int, into plane: inout [UInt8], _ stride: Int, at: (x: Int, y: Int)
    ) {
        for row in 0..<(rows.count / length) {
            let source = rows.startIndex + row * length
            let target = (at.y + row) * stride + at.x
            plane.replaceSubrange(target..<(target + length), with: rows[source..<(source + length)])
        }
    }

    var picture: Picture {
        Picture(format: Self.format, width: width, height: height, bytes: luma + blue + red)
    }
}
