import Offices
import RoomLink
import Testing

@testable import RoomMedia

struct ProgrammeGeometryTests {
    @Test(arguments: ProgrammeLayout.allCases, Array(1...16))
    func noTileOverlapsAnything(_ layout: ProgrammeLayout, _ sites: Int) {
        let tiles = ProgrammeGeometry.tiles(layout, sites: sites)
        #expect(tiles.count == sites)
        for (index, tile) in tiles.enumerated() {
            #expect(ProgrammeGeometry.frame.contains(tile))
            #expect(!tile.overlaps(ProgrammeGeometry.strip))
            #expect(layout == .sites || !tile.overlaps(ProgrammeGeometry.page))
            #expect(tile.width >= 112 && abs(Double(tile.width) / Double(tile.height) - 16.0 / 9) < 0.05)
            #expect([tile.x, tile.y, tile.width, tile.height].allSatisfy { $0.isMultiple(of: 2) })
            for other in tiles[..<index] { #expect(!tile.overlaps(other)) }
        }
    }

    @Test func allSitesAreEquallyLarge() {
        for sites in 1...16 { #expect(Set(ProgrammeGeometry.tiles(.sites, sites: sites).map(\.width)).count == 1) }
    }

    @Test func threeSitesBesideAPageAre320Wide() {
        #expect(
            ProgrammeGeometry.tiles(.page, sites: 3)
                == [Rectangle(960, 42, 320, 180), Rectangle(960, 222, 320, 180), Rectangle(960, 402, 320, 180)])
    }

    @Test func theCodeIsInTheStrip() {
        #expect(ProgrammeGeometry.strip.contains(ProgrammeGeometry.code))
        #expect(!ProgrammeGeometry.strip.overlaps(ProgrammeGeometry.page))
    }

    @Test(
        "A screen shows what its layout says, the whole of it alone, two of them apart and clear of the caption",
        arguments: ScreenLayout.allCases)
    func programmeAndPageDoNotOverlapOnAScreen(_ layout: ScreenLayout) throws {
        let (programme, page) = (DisplayGeometry.programme(layout), DisplayGeometry.page(layout))
        #expect((programme != nil) == [.both, .programme].contains(layout))
        #expect((page != nil) == [.both, .page].contains(layout))
        guard layout == .both else {
            #expect([programme, page].compactMap(\.self).allSatisfy { $0 == DisplayGeometry.frame })
            return
        }
        let (large, small) = (try #require(programme), try #require(page))
        #expect(!large.overlaps(small) && large.width > small.width)
        for picture in [large, small] {
            #expect(DisplayGeometry.frame.contains(picture) && !picture.overlaps(DisplayGeometry.strip))
        }
    }
}

struct ProgrammeSoundSlotsTests {
    @Test func aRoomKeepsItsSlot() throws {
        let rooms = try (0..<18).map { try Stage.room("kpp-\($0)") }
        var slots = SoundSlots()
        slots.assign(Array(rooms[0..<3]))
        #expect(rooms[0..<3].map { slots[$0] } == [1, 2, 3])
        slots.assign([rooms[2]])
        slots.assign([rooms[4], rooms[0]])
        #expect([rooms[0], rooms[2], rooms[4]].map { slots[$0] } == [1, 3, 4])
    }

    @Test func aFullHouseGivesAwayTheSlotOfARoomThatLeft() throws {
        let rooms = try (0..<18).map { try Stage.room("kpp-\($0)") }
        var slots = SoundSlots()
        slots.assign(Array(rooms[0..<16]))
        slots.assign(Array(rooms[2..<18]))
        #expect(Set(rooms[2..<18].compactMap { slots[$0] }).count == 16)
        #expect(slots[rooms[0]] == nil)
    }
}

struct ProgrammeOverlayLineTests {
    @Test(arguments: [
        ("kurang dari batas", 20, "kurang dari batas"), ("lebih dari batas ini", 8, "lebih d…"),
        ("dua\nbaris", 20, "dua baris"), ("", 5, ""),
    ])
    func aTextIsCutToOneLine(_ text: String, _ limit: Int, _ wanted: String) {
        #expect(OverlayLine.fit(text, limit) == wanted)
    }

    @Test func markupInATextIsDrawnLiterally() {
        let markup = Lettering.markup(["<b>&\"'100%!", "dua"], size: 20)
        #expect(!markup.contains("<b>"))
        #expect(markup.split(separator: "\n").count == 2)
    }
}
