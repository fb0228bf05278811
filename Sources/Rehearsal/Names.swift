import Offices

/// Made-up names as they are common in each of the three time zones; the same post always gets the same one.
struct Names {
    private var taken: Set<String> = []

    /// A name that nobody has yet, chosen by the post; as long as there are any, one with two new parts.
    mutating func next(for post: String, in zone: Zone) -> String {
        let name = candidates(post, zone, sharing: false) ?? candidates(post, zone, sharing: true) ?? post
        taken.insert(name)
        taken.formUnion(name.split(separator: " ").map(String.init))
        return name
    }

    private func candidates(_ post: String, _ zone: Zone, sharing: Bool) -> String? {
        let (given, family) = (Self.given(zone), Self.family(zone))
        let count = given.count * family.count
        for step in 0..<count {
            let place = (Self.number(post) + step) % count
            let parts = (given[place % given.count], family[(place / given.count + place) % family.count])
            let name = "\(parts.0) \(parts.1)"
            let isNew = sharing ? !taken.contains(name) : !taken.contains(parts.0) && !taken.contains(parts.1)
            if isNew { return name }
        }
        return nil
    }

    /// FNV-1a, folded to a number that is never negative.
    private static func number(_ text: String) -> Int {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int(hash % 1_000_003)
    }

    private static func given(_ zone: Zone) -> [String] {
        switch zone {
        case .wib:
            [
                "Bimo", "Ratna", "Hendra", "Sari", "Galih", "Maya", "Rizal", "Wulan", "Surya", "Intan", "Bagas",
                "Nadia",
                "Teguh", "Citra", "Arif", "Laras", "Fajar", "Tiara", "Damar", "Dian", "Joko", "Retno", "Anwar", "Yuni",
            ]
        case .wita:
            [
                "Andi", "Fitri", "Yusuf", "Nurul", "Baso", "Hasnah", "Rahmat", "Besse", "Ilham", "Mega", "Syamsul",
                "Ayu",
                "Arham", "Jumriani", "Made", "Kadek", "Wayan", "Rosdiana", "Taufik", "Sitti", "Akbar", "Lisa", "Irwan",
                "Nyoman",
            ]
        case .wit:
            [
                "Yohana", "Markus", "Elsina", "Petrus", "Agustina", "Daniel", "Yakomina", "Frans", "Orpa", "Yance",
                "Naomi", "Lukas", "Ester", "Simon", "Dorkas", "Otniel", "Adolfina", "Musa", "Selfina", "Abner", "Maria",
                "Isak", "Merry", "Benny",
            ]
        }
    }

    private static func family(_ zone: Zone) -> [String] {
        switch zone {
        case .wib:
            [
                "Adinegoro", "Siregar", "Santoso", "Nugroho", "Wijaksana", "Gunawan", "Hidayat", "Nasution", "Wibisono",
                "Setiawan", "Rahardjo", "Simanjuntak", "Kusuma", "Prakoso", "Lubis", "Suryadi", "Permana", "Tanjung",
                "Harahap", "Sembiring", "Natadipura", "Mahendra", "Darmawan",
            ]
        case .wita:
            [
                "Mappasessu", "Amiruddin", "Patunru", "Pasolong", "Sudarma", "Wirawan", "Tandiari", "Palinggi",
                "Mangopo",
                "Batara", "Tamrin", "Syarifuddin", "Sanusi", "Pongtuluran", "Suteja", "Mandagi", "Tumewu", "Lasut",
                "Pontoh", "Hasanuddin", "Rantetana", "Mappatoba", "Arsana",
            ]
        case .wit:
            [
                "Wambrauw", "Rumbiak", "Kogoya", "Mandowen", "Yoku", "Imbiri", "Rumaropen", "Ondikeleuw", "Kaisiepo",
                "Wanggai", "Yarangga", "Krey", "Latumahina", "Pattiasina", "Tuhumury", "Sapulette", "Manuputty",
                "Leatemia", "Kambu", "Wenda", "Tabuni", "Ayomi", "Rumbewas",
            ]
        }
    }
}
