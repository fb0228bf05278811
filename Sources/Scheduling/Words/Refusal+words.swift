package import Offices

extension Schedule {
    /// What was found, what is allowed, what to do.
    package func words(_ refusal: Refusal, _ names: ScheduleNames) -> Sentence {
        switch refusal {
        case .unknown(let id): Sentence("pemesanan \(id) tidak ada", "there is no booking \(id)")
        case .idTaken(let id): Sentence("pemesanan \(id) sudah ada", "there already is a booking \(id)")
        case .stale(let id, _, _):
            Sentence(
                "\(names.booking(id, in: self)) sudah berubah sejak dilihat; muat ulang lalu putuskan lagi",
                "\(names.booking(id, in: self)) has changed since it was looked at; reload and decide again")
        case .state(let id, let state, _):
            Sentence(
                "\(names.booking(id, in: self)) \(state.words.indonesian)",
                "\(names.booking(id, in: self)) \(state.words.english)")
        case .taken(let slot, let obstacles): Self.join(obstacles.prefix(5).map { words($0, for: slot, names) })
        case .notMoreUrgent(let id):
            Sentence(
                "\(names.booking(id, in: self)) tidak dapat digeser: hanya rapat sangat segera menggeser yang kurang segera",
                "\(names.booking(id, in: self)) does not make room: only what is sangat segera moves what is less urgent"
            )
        case .hostStays(let office):
            Sentence(
                "\(names.office(office)) adalah tuan rumah dan tidak dapat dilepas; batalkan pemesanannya",
                "\(names.office(office)) is the host and cannot be released; cancel the booking")
        default: Self.form(refusal, names)
        }
    }

    private static func form(_ refusal: Refusal, _ names: ScheduleNames) -> Sentence {
        switch refusal {
        case .officeTwice(let office): twice(names.office(office))
        case .roomTwice(let room): twice(room.description)
        case .personTwice(let person): twice(names.person(person))
        case .unknownRoom(let room):
            Sentence("ruang \(room) tidak dikenal", "there is no room \(room)")
        case .roomOfAnother(let room, let owner, let named):
            Sentence(
                "ruang \(room) milik \(names.office(owner)), bukan \(names.office(named))",
                "the room \(room) belongs to \(names.office(owner)), not to \(names.office(named))")
        case .notSiteed(let office):
            Sentence("\(names.office(office)) tidak ikut", "\(names.office(office)) does not take part")
        case .occurrences(let count):
            Sentence(
                "seri memuat \(count) rapat; boleh 2 sampai 60",
                "found \(count) meetings in the series; allowed: 2 to 60")
        case .noSite: Sentence("belum ada kantor; perlu tuan rumah", "names no office; needed: the host")
        default: time(refusal, names.zone)
        }
    }

    private static func time(_ refusal: Refusal, _ zone: Zone) -> Sentence {
        switch refusal {
        case .past(let slot, let now):
            Sentence(
                "mulai \(slot.words(in: zone)) sudah lewat; sekarang \(zone.time(now))",
                "the start \(slot.words(in: zone)) is over; it is \(zone.time(now)) now")
        case .tooFar(let slot, _):
            Sentence(
                "mulai \(slot.words(in: zone)) lebih dari setahun lagi",
                "the start \(slot.words(in: zone)) is more than a year ahead")
        case .holdUntil(_, let from, let to):
            Sentence(
                "penahanan berakhir sesudah \(zone.date(from)) \(zone.time(from)), paling lambat \(zone.date(to)) \(zone.time(to))",
                "a hold ends after \(zone.date(from)) \(zone.time(from)), at the latest \(zone.date(to)) \(zone.time(to))"
            )
        case .notLonger(let slot):
            Sentence(
                "perpanjangan harus berakhir sesudah \(zone.time(slot.end))",
                "a longer meeting ends after \(zone.time(slot.end))")
        default: Slot.lengthWords
        }
    }

    private static func twice(_ name: String) -> Sentence {
        Sentence("\(name) disebut dua kali; boleh satu kali", "\(name) stands twice; allowed: once")
    }

    private static func join(_ sentences: [Sentence]) -> Sentence {
        Sentence(
            sentences.map(\.indonesian).joined(separator: "; "), sentences.map(\.english).joined(separator: "; "))
    }
}

extension Slot {
    static let lengthWords = Sentence(
        "lama rapat 5 sampai 480 menit, kelipatan 5", "a meeting lasts 5 to 480 minutes, in steps of 5")
}

extension Slot.Refusal {
    /// What was found and what is allowed.
    package func words(in zone: Zone) -> Sentence {
        switch self {
        case .offGrid(let moment):
            Sentence(
                "\(zone.time(moment, seconds: true)) tidak pada kelipatan 5 menit",
                "\(zone.time(moment, seconds: true)) lies on no full 5 minutes")
        case .length: Slot.lengthWords
        case .endsBeforeStart(let start, let end):
            Sentence(
                "berakhir \(zone.time(end)) sebelum mulai \(zone.time(start))",
                "ends at \(zone.time(end)), before its start at \(zone.time(start))")
        }
    }
}

extension Booking.State {
    /// What a booking in this state is, said of it.
    package var words: Sentence {
        switch self {
        case .held: Sentence("masih ditahan menunggu keputusan", "is held and waits for the decision")
        case .booked: Sentence("sudah terjadwal", "is booked")
        case .running: Sentence("sedang berlangsung", "is running")
        case .adjourned: Sentence("ditunda untuk dilanjutkan", "is adjourned")
        case .ended: Sentence("sudah selesai", "has ended")
        case .cancelled(let reason): Sentence("dibatalkan: \(reason)", "was cancelled: \(reason)")
        case .released(let reason): Sentence("dilepas: \(reason)", "was released: \(reason)")
        case .lapsed: Sentence("gugur karena belum diputuskan", "lapsed, as nobody decided")
        }
    }
}
