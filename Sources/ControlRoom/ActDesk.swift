import BoundedProcess
import Digests
import Foundation
import Meetings
import Offices
import Procedures
import Reports

/// Makes out of what a person gave what the journal keeps: looks up offices and files, draws cards and pages, writes
/// the report.
struct ActDesk: Sendable {
    let folder: StateFolder
    let directory: OfficeDirectory
    let blobs: BlobStore
    let shelf: MaterialShelf
    let recordings: RecordingShelf
    /// What one office may put into one meeting.
    let allowance: FileAllowance

    init(
        folder: StateFolder, directory: OfficeDirectory, allowance: FileAllowance = .ofOfficeInACase
    ) {
        self.allowance = allowance
        (self.folder, self.directory) = (folder, directory)
        (blobs, shelf, recordings) = (BlobStore(folder), MaterialShelf(folder), RecordingShelf(folder))
    }

    /// Acts for which something is drawn or written before they are decided.
    func takesLong(_ act: ActReference) -> Bool {
        switch act.conduct {
        case .note, .correct, .displayAgreements, .write: true
        default: false
        }
    }

    func content(
        of request: ActRequest, by actor: Actor, in meeting: Meeting, basis: ReportWriting.Basis, at now: Moment
    ) async throws -> ActContent {
        switch request.form {
        case .plain: try await plain(request.act, by: actor, in: meeting, basis: basis, at: now)
        case .decision: throw misfit(request.act, in: meeting)
        case .verdict(let form): try decided(form, request.act, in: meeting)
        case .officeRelease(let form): .releasedOffice(office: form.office, reason: form.reason)
        case .directorateRelease(let form): .releasedDirectorate(office: form.office, reason: form.reason)
        case .attendance(let line): .attended(office: request.office ?? actor.office, line: line)
        case .sectionRelease(let form): .releasedSection(section: form.section, reason: form.reason)
        case .remarks(let remarks): .givenBack(remarks: remarks)
        case .notice(let form): try notice(form, request.act, in: meeting)
        case .sections(let sections): .contacted(sections: sections)
        case .material(let form): try material(form, request, by: actor, in: meeting)
        case .page(let form):
            .displayed(page: PageShown(file: form.file, page: form.page), attendance: form.attendance)
        case .turn(let form): try turn(form, request, in: meeting)
        case .onAir(let form):
            if let onAir = form.onAir {
                .aired(onAir: onAir, seen: form.seen)
            } else {
                throw misfit(request.act, in: meeting)
            }
        case .agreement(let form): try await noted(form, in: meeting, at: now)
        case .correction(let form): try await corrected(form, in: meeting, at: now)
        case .seen(let seen): .listed(display: try await list(meeting, at: now), seen: seen)
        case .unconfirmed(let reasons): .closing(unconfirmed: reasons)
        case .report(let form): try await written(form, request.act, by: actor, in: meeting, basis: basis, at: now)
        case .followUp(let form):
            .followed(
                followUp: FollowUp(
                    agreement: form.agreement, office: request.office ?? actor.office, note: form.note,
                    state: form.state, at: now, by: actor.name, evidence: form.evidence))
        }
    }

    private func plain(
        _ act: ActReference, by actor: Actor, in meeting: Meeting, basis: ReportWriting.Basis, at now: Moment
    ) async throws -> ActContent {
        switch meeting.proceedings.procedures[act]?.form {
        case .notNeeded: return try told(act, in: meeting)
        case .decision: throw misfit(act, in: meeting)
        case .delivery: return .delivered(parties: meeting.parties.map(\.id))
        case .some(.none), .report, nil: break
        default: throw misfit(act, in: meeting)
        }
        if act == meeting.deciding { return try decided(act, in: meeting) }
        switch act.conduct {
        case .nothingAgreed: return .nothingAgreed
        case .close: return .closing(unconfirmed: [:])
        case .write: return try await written(ReportForm(), act, by: actor, in: meeting, basis: basis, at: now)
        default: return .plain
        }
    }

    /// P09.4: the report, with what the operator wrote of the topics; it is printed only when that fits the agenda.
    private func written(
        _ form: ReportForm, _ act: ActReference, by actor: Actor, in meeting: Meeting, basis: ReportWriting.Basis,
        at now: Moment
    ) async throws -> ActContent {
        guard act.conduct == .write else { throw misfit(act, in: meeting) }
        let discussion = form.discussion ?? []
        try meeting.check(discussion, ActKey(act))
        let report = try await ReportWriting(desk: self).write(
            meeting, by: actor, basis, discussion: discussion, at: now)
        return .reported(report: report)
    }

    /// P03.1: the meeting was decided on with the report (P01.6b1); the assignments follow from it.
    private func decided(_ act: ActReference, in meeting: Meeting) throws -> ActContent {
        guard let host = meeting.host, let ground = meeting.openedOn, let agenda = meeting.openedAgenda else {
            throw misfit(act, in: meeting)
        }
        let decision = Decision(needed: true, ground: ground, agenda: agenda)
        return .decided(decision: decision, number: meeting.number, host: host)
    }

    /// P02.1 in a case that a Surat Usulan opened: the letter is the ground, whatever the form says of it.
    private func decided(_ form: VerdictForm, _ act: ActReference, in meeting: Meeting) throws -> ActContent {
        guard act == meeting.deciding, let host = meeting.host, let ground = meeting.openedOn else {
            throw misfit(act, in: meeting)
        }
        guard let agenda = form.agenda ?? meeting.openedAgenda else { throw misfit(act, in: meeting) }
        let decision = Decision(needed: form.needed, ground: ground, agenda: agenda)
        return .decided(decision: decision, number: meeting.number, host: host)
    }

    private func told(_ act: ActReference, in meeting: Meeting) throws -> ActContent {
        guard let proposer = meeting.decision?.ground.proposer, let office = directory[proposer] else {
            throw misfit(act, in: meeting)
        }
        return .toldProposer(directorate: office)
    }

    private func notice(_ form: NoticeForm, _ act: ActReference, in meeting: Meeting) throws -> ActContent {
        let invited = try form.offices.map { id throws(Meeting.Refusal) in
            guard let room = directory.room(of: id) else { throw Meeting.Refusal.noRoom(id, act, directory) }
            return Site(office: room.office, room: room.id)
        }
        let directorates = try form.directorates.map { id throws(Meeting.Refusal) in
            guard let office = directory[id], office.kind == .direktorat else {
                throw Meeting.Refusal.noDirectorate(id, act, directory)
            }
            return office
        }
        return .noticed(
            notice: Notice(
                start: form.start, minutes: form.minutes, agenda: form.agenda, chair: form.chair, contact: form.contact,
                invited: invited, directorates: directorates,
                copies: try copies(form.copies, of: invited.map(\.office), act, in: meeting), topics: form.topics ?? [])
        )
    }

    private func material(
        _ form: MaterialForm, _ request: ActRequest, by actor: Actor, in meeting: Meeting
    ) throws -> ActContent {
        guard let entry = shelf.entry(form.file) else {
            throw Meeting.Refusal(
                rule: .form, act: request.act, message: "berkas \(form.file.hex.prefix(12))… belum diunggah",
                english: "file \(form.file.hex.prefix(12))… has not been uploaded")
        }
        // The central materials are shown by the host, whoever prepared them (P02.4).
        let owner = meeting.site(of: actor.office)?.office.id ?? meeting.host?.office.id ?? actor.office
        let source = owner == actor.office ? nil : actor.office
        let earlier = meeting.materials.count {
            $0.office == owner && $0.section == request.section && $0.source == source
        }
        try checkAllowance(entry, of: request.act, from: actor.office, in: meeting)
        return .submitted(
            material: Material(
                office: owner, section: request.section, title: form.title, file: entry.file, pages: entry.pages,
                version: earlier + 1, author: actor.name, source: source))
    }

    /// Refuses materials with which an office would have put more into a meeting than it may.
    private func checkAllowance(
        _ entry: MaterialShelf.Entry, of act: ActReference, from office: OfficeID, in meeting: Meeting
    ) throws(Meeting.Refusal) {
        let earlier = meeting.materials.filter { ($0.source ?? $0.office) == office }.map(\.file)
        let files = Set(earlier + [entry.file])
        let use = FileAllowance(files: files.count, bytes: blobs.size(of: files))
        guard !allowance.holds(use) else { return }
        throw Meeting.Refusal(
            rule: .condition, act: act,
            message: "bahan kantor Anda untuk rapat ini akan berjumlah \(use.words); paling banyak \(allowance.words); "
                + "serahkan berkas yang lebih kecil",
            english: "your office's materials for this meeting would be \(use.english); allowed: \(allowance.english); "
                + "hand in a smaller file")
    }

    private func turn(_ form: TurnForm, _ request: ActRequest, in meeting: Meeting) throws -> ActContent {
        guard let shown = request.office.flatMap({ meeting.screens[$0] }) else {
            throw misfit(request.act, in: meeting)
        }
        return .turned(from: form.from, page: PageShown(file: shown.file, page: form.to))
    }

    func misfit(_ act: ActReference, in meeting: Meeting) -> Meeting.Refusal {
        let form = meeting.proceedings.procedures[act]?.form.rawValue ?? "none"
        return Meeting.Refusal(
            rule: .form, act: act, message: "isian tidak cocok; langkah ini meminta isian «\(form)»",
            english: "the form does not fit; this act takes the form “\(form)”")
    }
}

extension Meeting.Refusal {
    static func noRoom(_ office: OfficeID, _ act: ActReference, _ directory: OfficeDirectory) -> Meeting.Refusal {
        let known = directory.rooms.map(\.office.id.description).joined(separator: ", ")
        return Meeting.Refusal(
            rule: .form, act: act, message: "\(office) tidak mempunyai ruang; yang ada: \(known)",
            english: "\(office) has no room; there are: \(known)")
    }

    static func noDirectorate(_ office: OfficeID, _ act: ActReference, _ directory: OfficeDirectory) -> Meeting.Refusal
    {
        let known = directory.offices.filter { $0.kind == .direktorat }.map(\.id.description).joined(separator: ", ")
        return Meeting.Refusal(
            rule: .form, act: act, message: "\(office) bukan Sekretariat/Direktorat; yang ada: \(known)",
            english: "\(office) is no Sekretariat/Direktorat; there are: \(known)")
    }
}
