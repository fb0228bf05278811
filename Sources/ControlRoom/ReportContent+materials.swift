import Digests
import Foundation
import Meetings
import Offices
import Reports
import RoomLink

extension ReportContent {
    /// Every file of materials with every time a page of it was really seen, by what the rooms told (P09.1).
    ///
    /// A room tells the page that it shows, not whose it is: offices that handed in one and the same file stand together.
    var materials: [MeetingReport.Material] {
        let handedIn = meeting.sites.flatMap { site in
            meeting.materials(of: site.office.id).map { (office: site.office.name, material: $0) }
        }
        var files: [ContentHash] = []
        for entry in handedIn where !files.contains(entry.material.file) { files.append(entry.material.file) }
        return files.compactMap { file in
            let same = handedIn.filter { $0.material.file == file }
            guard let first = same.first?.material else { return nil }
            return MeetingReport.Material(
                office: Self.each(same.map(\.office)), title: Self.each(same.map(\.material.title.text)),
                pages: first.pages.count, sha256: file, showings: showings(of: first))
        }
    }

    private static func each(_ names: [String]) -> String {
        var once: [String] = []
        for name in names where !once.contains(name) { once.append(name) }
        return once.joined(separator: "; ")
    }

    private func showings(of material: Material) -> [MeetingReport.Showing] {
        meeting.showings.enumerated().compactMap { index, record in
            guard let page = record.showing.page, let number = material.pages.firstIndex(of: page) else { return nil }
            let next = meeting.showings[(index + 1)...].first {
                $0.room == record.room && $0.showing.surface == record.showing.surface
            }
            return MeetingReport.Showing(
                page: number + 1, surface: record.showing.surface, room: name(of: record.room),
                zone: meeting.site(in: record.room)?.office.zone ?? .wib, from: record.showing.since,
                to: next?.showing.since, position: meeting.position(of: record.showing.since))
        }
    }
}
