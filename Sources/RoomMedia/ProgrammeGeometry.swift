import RoomLink

/// Where everything is in the programme's picture.
enum ProgrammeGeometry {
    static let frame = Rectangle(0, 0, 1280, 720)
    /// Title, time of day, recording mark and code.
    static let strip = Rectangle(0, 624, 1280, 96)
    /// The white ground of the code, at the right end of the strip.
    static let code = Rectangle(1184, 624, 96, 96)
    /// The page, when one is on air.
    static let page = Rectangle(PagePlace.x, PagePlace.y, PagePlace.width, PagePlace.height)
    /// The most sites on the picture at once.
    static let capacity = 16

    /// One 16:9 place for each site, in the order of the sites; none overlaps another, the strip or the page.
    static func tiles(_ layout: ProgrammeLayout, sites: Int) -> [Rectangle] {
        guard sites > 0 else { return [] }
        let cells =
            switch layout {
            case .sites: evenGrid(sites)
            case .page: column(sites)
            }
        return cells.prefix(sites).map(\.widescreen)
    }

    /// The grid whose tiles are the largest.
    private static func evenGrid(_ sites: Int) -> [Rectangle] {
        let area = Rectangle(0, 0, frame.width, strip.y)
        let grids = (1...sites).map { columns in
            area.grid(columns: columns, rows: (sites + columns - 1) / columns)
        }
        let best = grids.max { $0[0].widescreen.width < $1[0].widescreen.width } ?? [area]
        return centred(best, sites: sites, in: area)
    }

    /// An unfilled last row stands in the middle.
    private static func centred(_ cells: [Rectangle], sites: Int, in area: Rectangle) -> [Rectangle] {
        guard let last = cells.prefix(sites).last else { return cells }
        let count = cells.prefix(sites).count { $0.y == last.y }
        let shift = (area.width - count * last.width) / 2 & ~1
        return cells.prefix(sites).map { cell in
            cell.y == last.y ? Rectangle(cell.x + shift, cell.y, cell.width, cell.height) : cell
        }
    }

    /// Beside the page: up to three below one another at 320×180, more in two columns.
    private static func column(_ sites: Int) -> [Rectangle] {
        let area = Rectangle(page.right, page.y, frame.width - page.right, page.height)
        guard sites > 3 else { return area.grid(columns: 1, rows: 3) }
        return area.grid(columns: 2, rows: max(4, (sites + 1) / 2))
    }
}
