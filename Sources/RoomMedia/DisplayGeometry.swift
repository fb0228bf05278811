import RoomLink

/// Where everything is on a room's screen.
enum DisplayGeometry {
    static let frame = Rectangle(0, 0, 1280, 720)
    /// Caption and local time, below the programme.
    static let strip = Rectangle(0, 540, 1280, 180)

    /// The programme's place; `nil` when the layout has none.
    static func programme(_ layout: ScreenLayout) -> Rectangle? {
        switch layout {
        case .idle, .page: nil
        case .both: Rectangle(0, 0, 960, 540)
        case .programme: frame
        }
    }

    /// The place of the room's own page; `nil` when the layout has none.
    static func page(_ layout: ScreenLayout) -> Rectangle? {
        switch layout {
        case .idle, .programme: nil
        case .both: Rectangle(960, 0, 320, 180)
        case .page: frame
        }
    }
}
