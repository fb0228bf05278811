import Foundation

/// Reads one file of `Rooms/`: the room, its office, its devices.
///
/// The file's base name is the id of the room and of its office.
package enum RoomFile {
    /// Reads a file; every problem of it is thrown at once, each with file, line and column.
    package static func read(_ path: String) throws(FileRefusal) -> Room {
        try StrictFile.read(path) { room($0, file: path) }
    }

    /// Reads a text as if it stood in `file`, whose base name and folder count.
    package static func parse(text: String, file: String) throws(FileRefusal) -> Room {
        try StrictFile.parse(text: text, file: file) { room($0, file: file) }
    }

    private static func room(_ node: FileNode, file: String) -> Room? {
        let url = URL(fileURLWithPath: file)
        let slug = Slug(url.deletingPathExtension().lastPathComponent)
        if slug == nil || url.pathExtension != "yaml" {
            node.log.report("the file's name is the room's id; allowed: a-z, 0-9 and single hyphens, then .yaml")
        }
        guard let table = node.table(["name", "office", "camera", "microphone", "screen", "loudspeaker"])
        else { return nil }
        let folder = url.deletingLastPathComponent()
        let name = table["name"]?.text()
        let office = table["office"].flatMap { Self.office($0, slug: slug) }
        let camera = table["camera"].flatMap { Camera(file: $0, folder: folder) }
        let microphone = table["microphone"].flatMap { Microphone(file: $0, folder: folder) }
        let screen = table["screen"].flatMap { Screen(file: $0) }
        let loudspeaker = table["loudspeaker"].flatMap { Loudspeaker(file: $0) }
        guard let slug, let name, let office, let camera, let microphone, let screen, let loudspeaker
        else { return nil }
        return Room(
            id: RoomID(slug: slug), name: name, office: office, camera: camera, microphone: microphone,
            screen: screen, loudspeaker: loudspeaker)
    }

    private static func office(_ node: FileNode, slug: Slug?) -> Office? {
        guard let table = node.table(["name", "kind", "zone"], optional: ["sections", "parent"]) else { return nil }
        let name = table["name"]?.text()
        let kind = table["kind"]?.word(of: OfficeKind.allCases.filter { $0.displayOperator != nil })
        let zone = table["zone"]?.word(Zone.self)
        let sections = table["sections"].map(Self.sections) ?? []
        let parent = table["parent"]?.slug(OfficeID.self)
        if kind != .kpp, kind != nil {
            table["parent"]?.report("stands beside a kind that has none; allowed: kind kpp")
        }
        guard let slug, let name, let kind, let zone else { return nil }
        return Office(
            id: OfficeID(slug: slug), name: name, kind: kind, zone: zone, sections: sections, parent: parent)
    }

    static func sections(_ node: FileNode) -> [Section] {
        var sections: [Section] = []
        for item in node.list(upTo: 32) {
            guard let table = item.table(["id", "name"]), let id = table["id"]?.slug(SectionID.self),
                let name = table["name"]?.text()
            else { continue }
            if sections.contains(where: { $0.id == id }) {
                table["id"]?.report("is \"\(id)\" a second time; allowed: each section once")
            }
            sections.append(Section(id: id, name: name))
        }
        return sections
    }
}

extension FileNode {
    /// An identifier that is a slug.
    package func slug<ID: SlugIdentifier>(_ type: ID.Type = ID.self) -> ID? {
        value(allowed: "a-z, 0-9 and single hyphens, 1 to 48 characters, beginning with a letter", ID.init(_:))
    }
}
