import Offices
import Procedures

/// The line of each office in the attendance, as its head confirms it (P09.2/attend, P10.2/attend).
extension Meeting {
    /// There must be a line to confirm: an operator noted who sits in his room and who is a guest there.
    func check(_ line: AttendanceLine, of office: OfficeID, _ key: ActKey) throws(Refusal) {
        guard office == key.office else {
            throw .form(
                key.act, "kehadiran \(office) bukan kehadiran \(key.office?.description ?? "kantor ini")",
                "the attendance of \(office) is not that of \(key.office?.description ?? "this office")")
        }
        guard isNoted(office) else {
            throw Refusal(
                rule: .condition, act: key.act,
                message: "kehadiran \(office) belum dicatat; minta operator ruangan tempatnya duduk mencatatnya",
                english: "no operator has noted the attendance of \(office); ask the one of the room where it sits")
        }
    }

    private func isNoted(_ office: OfficeID) -> Bool {
        attendance[office] != nil
            || attendance.values.contains { $0.guests?.contains { $0.office == office } ?? false }
    }

    /// The office's own word stands for its line.
    mutating func attend(_ line: AttendanceLine, for office: OfficeID) {
        if var own = attendance[office] {
            (own.name, own.post, own.mode) = (line.name, line.post, line.mode)
            attendance[office] = own
            return
        }
        for (site, present) in attendance {
            guard let place = present.guests?.firstIndex(where: { $0.office == office }) else { continue }
            attendance[site]?.guests?[place] = .init(office: office, name: line.name, post: line.post, mode: line.mode)
        }
    }
}
