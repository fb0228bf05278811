package import Meetings
package import Offices

/// What an act brings, as the person gave it.
package enum ActForm: Sendable, Hashable {
    case plain
    case decision(Decision)
    case notice(NoticeForm)
    case sections([SectionID])
    case material(MaterialForm)
    case page(PageForm)
    case turn(TurnForm)
    case onAir(OnAirForm)
    case agreement(AgreementForm)
    case correction(CorrectionForm)
    /// P09.3: show all agreements; how many changes of the programme the operator has seen.
    case seen(Int)
    case unconfirmed([OfficeID: Line])
    case verdict(VerdictForm)
    case officeRelease(OfficeReleaseForm)
    /// P02.4: like an office's release.
    case directorateRelease(OfficeReleaseForm)
    case attendance(AttendanceLine)
    case sectionRelease(SectionReleaseForm)
    case remarks(Passage)
    case followUp(FollowUpForm)
    case report(ReportForm)
}

extension ActForm {
    /// Every form that a request may bring, under its name there: requests are read and written by this list, and the
    /// description of the API is made from it.
    static let kinds: [Kind] = [
        Kind("decision", ActForm.decision) { if case .decision(let form) = $0 { form } else { nil } },
        Kind("notice", ActForm.notice) { if case .notice(let form) = $0 { form } else { nil } },
        Kind("sections", ActForm.sections) { if case .sections(let form) = $0 { form } else { nil } },
        Kind("material", ActForm.material) { if case .material(let form) = $0 { form } else { nil } },
        Kind("page", ActForm.page) { if case .page(let form) = $0 { form } else { nil } },
        Kind("turn", ActForm.turn) { if case .turn(let form) = $0 { form } else { nil } },
        Kind("onAir", ActForm.onAir) { if case .onAir(let form) = $0 { form } else { nil } },
        Kind("agreement", ActForm.agreement) { if case .agreement(let form) = $0 { form } else { nil } },
        Kind("correction", ActForm.correction) { if case .correction(let form) = $0 { form } else { nil } },
        Kind("unconfirmed", ActForm.unconfirmed) { if case .unconfirmed(let form) = $0 { form } else { nil } },
        Kind("followUp", ActForm.followUp) { if case .followUp(let form) = $0 { form } else { nil } },
        Kind("seen", ActForm.seen) { if case .seen(let form) = $0 { form } else { nil } },
        Kind("verdict", ActForm.verdict) { if case .verdict(let form) = $0 { form } else { nil } },
        Kind("officeRelease", ActForm.officeRelease) { if case .officeRelease(let form) = $0 { form } else { nil } },
        Kind("directorateRelease", ActForm.directorateRelease) {
            if case .directorateRelease(let form) = $0 { form } else { nil }
        },
        Kind("attendance", ActForm.attendance) { if case .attendance(let form) = $0 { form } else { nil } },
        Kind("sectionRelease", ActForm.sectionRelease) { if case .sectionRelease(let form) = $0 { form } else { nil } },
        Kind("remarks", ActForm.remarks) { if case .remarks(let form) = $0 { form } else { nil } },
        Kind("report", ActForm.report) { if case .report(let form) = $0 { form } else { nil } },
    ]

    /// The names under which requests bring forms.
    package static var names: [String] { kinds.map(\.name) }

    /// How one kind of form stands in a request.
    struct Kind: Sendable {
        let name: String
        let read: @Sendable (KeyedDecodingContainer<TextKey>) throws -> ActForm
        /// Writes a form of this kind, and nothing of another.
        let write: @Sendable (ActForm, inout KeyedEncodingContainer<TextKey>) throws -> Void

        init<Form: Codable & Sendable>(
            _ name: String, _ make: @escaping @Sendable (Form) -> ActForm,
            _ form: @escaping @Sendable (ActForm) -> Form?
        ) {
            self.name = name
            read = { make(try $0.decode(Form.self, forKey: TextKey(name))) }
            write = { act, container in try container.encodeIfPresent(form(act), forKey: TextKey(name)) }
        }
    }
}
