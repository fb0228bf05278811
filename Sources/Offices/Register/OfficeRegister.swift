/// The offices of a directorate, each known by its id; a room is not needed to stand here.
///
/// The file `offices.yaml` of the state folder holds it, and a table from a spreadsheet brings changes in: all of them, or
/// none. An office that has been named in a meeting is never taken out, only changed: what was written keeps its name.
package struct OfficeRegister: Hashable, Sendable {
    /// Sorted by id.
    package private(set) var offices: [Office]

    /// The most offices that there can be: every unit of the directorate, with KP2KP, twice over.
    package static let most = 1500

    package init(_ offices: [Office] = []) { self.offices = offices.sorted { $0.id < $1.id } }

    package subscript(_ id: OfficeID) -> Office? {
        var (low, high) = (0, offices.count)
        while low < high {
            let middle = (low + high) / 2
            if offices[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < offices.count && offices[low].id == id ? offices[low] : nil
    }

    /// What makes this register out of another one, in the order of the ids.
    package func changes(since other: OfficeRegister) -> [OfficeChange] {
        offices.compactMap { office in
            guard let old = other[office.id] else { return .added(office) }
            return old == office ? nil : .changed(from: old, to: office)
        }
    }

    /// The register with some offices put in or in the place of those with their ids.
    func with(_ others: [Office]) -> OfficeRegister {
        let ids = Set(others.map(\.id))
        return OfficeRegister(offices.filter { !ids.contains($0.id) } + others)
    }
}

/// What an import or an edit did to one office.
package enum OfficeChange: Hashable, Sendable, Codable {
    case added(Office)
    case changed(from: Office, to: Office)
}
