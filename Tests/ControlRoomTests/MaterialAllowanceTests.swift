import Documents
import Foundation
import Journal
import Meetings
import Offices
import Procedures
import Testing

@testable import ControlRoom

/// How much an office may put into one meeting.
struct MaterialAllowanceTests {
    /// What handing materials of the far office's section in comes to, when an office may put that much into a meeting.
    private func handIn(_ allowed: FileAllowance, files: Int) async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let act = try #require(ActReference("P06.5"))
            try await control.advance(id, to: act)
            let meeting = try #require(try await control.meeting(id))
            let open = try #require(meeting.proceedings.available().first { $0.key.act == act })
            let holder = Service.holder(of: act)
            let role = try #require(open.roles.first)
            let found = holder.actor(
                as: role, in: Service.far.id, section: open.key.section, at: control.clock())
            let actor = try #require(found)
            let desk = ActDesk(folder: control.folder, directory: control.directory, allowance: allowed)
            for number in 1...files {
                let form = MaterialForm(title: try line("Bahan"), file: try control.shelve("berkas \(number)"))
                let request = ActRequest(
                    act: act, office: open.key.office, section: open.key.section, form: .material(form))
                let basis = ReportWriting.Basis(
                    head: try await control.journal.head(), number: nil, correspondence: try Correspondence.load())
                _ = try await desk.content(of: request, by: actor, in: meeting, basis: basis, at: control.clock())
            }
        }
    }

    @Test("An office hands in no more for a meeting than it may; told what would be, what is allowed and what to do")
    func tooMuch() async throws {
        try await handIn(FileAllowance(files: 1, bytes: 1 << 20), files: 1)
        for allowed in [FileAllowance(files: 0, bytes: 1 << 20), FileAllowance(files: 1, bytes: 3)] {
            let refusal = try await #require(throws: Meeting.Refusal.self) { try await handIn(allowed, files: 1) }
            #expect(refusal.rule == .condition)
            #expect(
                refusal.english.contains("would be 1 files, 1 MiB; allowed: \(allowed.files) files"),
                "\(refusal.english)")
            #expect(refusal.message.contains("serahkan berkas yang lebih kecil"))
        }
    }
}
