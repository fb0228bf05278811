/// A place in a picture, in pixels from its top left corner; all numbers are even, as I420 wants them.
struct Rectangle: Hashable, Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    var right: Int { x + width }
    var bottom: Int { y + height }

    func overlaps(_ other: Rectangle) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    func contains(_ other: Rectangle) -> Bool {
        x <= other.x && y <= other.y && right >= other.right && bottom >= other.bottom
    }

    /// The largest 16:9 place inside, in the middle.
    var widescreen: Rectangle {
        let wide = min(width, height * 16 / 9) & ~1
        let high = min(height, wide * 9 / 16) & ~1
        return Rectangle(x + (width - wide) / 2 & ~1, y + (height - high) / 2 & ~1, wide, high)
    }

    /// Divided into columns and rows of equal size; places row by row.
    func grid(columns: Int, rows: Int) -> [Rectangle] {
        let (wide, high) = (width / columns & ~1, height / rows & ~1)
        return (0..<rows).flatMap { row in
            (0..<columns).map { column in Rectangle(x + column * wide, y + row * high, wide, high) }
        }
    }
}
