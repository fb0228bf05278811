package import Digests
package import Offices
package import RoomLink

/// What was found when a picture of a room's screen was held against the page that should be on it.
package struct ScreenCheck: Hashable, Sendable, Codable {
    package var picture: ScreenPicture
    /// The page of the list of agreements that was on air when the picture was ordered.
    package var page: ContentHash
    /// Structural similarity of the page and its place in the picture, 1 for equal pictures.
    package var likeness: Double

    package init(picture: ScreenPicture, page: ContentHash, likeness: Double) {
        (self.picture, self.page, self.likeness) = (picture, page, likeness)
    }

    /// The page itself, encoded and drawn on a screen, measured 0.994 to 0.997; another page of the same list 0.72.
    package static let least = 0.9

    package var passes: Bool { likeness >= Self.least }
}

/// The proof, room by room and page by page, that the agreements were really seen at the end (P09.3, AC-124).
package struct ScreenProof: Hashable, Sendable {
    /// The pages of agreements that the host's programme confirmed to be on air, in the order of their first showing.
    package private(set) var pagesShown: [ContentHash] = []
    /// The picture that each room owes: its number, and the page that must be on it.
    package private(set) var orders: [RoomID: Order] = [:]
    package private(set) var checks: [RoomID: [ScreenCheck]] = [:]

    package struct Order: Hashable, Sendable {
        package let number: Int
        package let page: ContentHash
    }

    package init() {}

    /// How often a room is asked again for one page before its screen counts as unproven.
    private static let mostTries = 30

    /// A page of agreements is on air: every room owes a picture of it.
    package mutating func show(_ page: ContentHash, in rooms: [RoomID]) {
        if !pagesShown.contains(page) { pagesShown.append(page) }
        for room in rooms { order(page, from: room) }
    }

    /// Keeps a check; a picture that does not show the page yet is asked for again.
    package mutating func take(_ check: ScreenCheck, of room: RoomID) {
        checks[room, default: []].append(check)
        guard let order = orders[room], order.number == check.picture.number, !check.passes else { return }
        let tries = checks[room, default: []].count { $0.page == order.page }
        if tries < Self.mostTries { self.order(order.page, from: room) }
    }

    private mutating func order(_ page: ContentHash, from room: RoomID) {
        orders[room] = Order(number: (orders[room]?.number ?? 0) + 1, page: page)
    }

    /// The picture that proves that the room's screen showed the page.
    package func proof(of page: ContentHash, in room: RoomID) -> ScreenCheck? {
        checks[room]?.last { $0.page == page && $0.passes }
    }
}
