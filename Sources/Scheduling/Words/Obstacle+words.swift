import Offices

extension Schedule {
    /// What stands in the way of a slot: `Ruang KPP Makassar terpakai RLJJ-12 sampai 11.30 WITA`.
    package func words(_ obstacle: Obstacle, for slot: Slot, _ names: ScheduleNames) -> Sentence {
        switch obstacle {
        case .room(let site, let holder, let until):
            taken(
                "Ruang \(names.office(site.office))", "The room of \(names.office(site.office))", holder, until, slot,
                names)
        case .person(let person, let holder, let until):
            taken(names.person(person), names.person(person), holder, until, slot, names)
        case .load(let kind, let needed, let free, let at): Self.words(kind, needed, free, names.time(at, on: slot))
        case .disk(let needed, let free):
            Sentence(
                "Ruang simpan untuk rekaman tidak cukup: perlu \(Self.size(needed)), tersedia \(Self.size(free))",
                "Not enough disk for the recordings: \(Self.size(needed)) needed, \(Self.size(free)) free")
        case .closed(let offices):
            Sentence(
                "Di luar jam kerja \(names.list(offices, more: "kantor lain"))",
                "Outside the working hours of \(names.list(offices, more: "others"))")
        }
    }

    private func taken(
        _ indonesian: String, _ english: String, _ holder: BookingID, _ until: Moment, _ slot: Slot,
        _ names: ScheduleNames
    ) -> Sentence {
        let (label, time) = (names.booking(holder, in: self), names.time(until, on: slot))
        return Sentence(
            "\(indonesian) terpakai \(label) sampai \(time)", "\(english) is taken by \(label) until \(time)")
    }

    private static func words(_ kind: Load.Kind, _ needed: Int, _ free: Int, _ time: String) -> Sentence {
        switch kind {
        case .recordings:
            Sentence(
                "Rekaman terpusat penuh mulai \(time): perlu \(needed), tersedia \(free)",
                "Central recordings are full from \(time): \(needed) needed, \(free) free")
        case .receivers:
            Sentence(
                "Penerima siaran penuh mulai \(time): perlu \(needed), tersedia \(free)",
                "Receivers are full from \(time): \(needed) needed, \(free) free")
        }
    }

    private static func size(_ bytes: Int64) -> String { "\((bytes + 999_999_999) / 1_000_000_000) GB" }
}
