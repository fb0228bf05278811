import Foundation
import Meetings
import Offices
import Reports
import RoomLink

extension ReportContent {
    /// Every office's materials with every time a page of them was really seen, by what the rooms told (P09.1).
    var materials: [MeetingReport.Material] {
        meeting.sites.flatMap { site in
            meeting.materials(of: site.office.id).map { material in
                MeetingReport.Material(
                    office: site.office.name, title: material.title.text, pages: material.pages.count,
                    sha256: material.file, showings: showings(of: material))
            }
        }
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
