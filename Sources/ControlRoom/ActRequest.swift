package import Digests
package import Meetings
package import Offices
package import Procedures

/// An act as a person asks for it over the API: which one, for which office and section, and what it brings.
package struct ActRequest: Sendable, Codable {
    package var act: ActReference
    package var office: OfficeID?
    package var section: SectionID?
    /// The role in which the person acts; without it, the one that the act asks for.
    package var role: Role?
    /// On whose oral order the person records the act (AC-126).
    package var order: OralOrder?
    /// Whom an assigning act names, one person for each role (AC-018).
    package var assignees: [PersonID]?
    package var form: ActForm

    package var key: ActKey { ActKey(act, office: office, section: section) }

    package init(act: ActReference, office: OfficeID? = nil, section: SectionID? = nil, form: ActForm = .plain) {
        (self.act, self.office, self.section, self.form) = (act, office, section, form)
    }

    /// The fields that say which act it is; every other field is what the act brings, and only one may be there.
    private enum Addressing: String, CodingKey { case act, office, section, role, order, assignees }

    package init(from decoder: any Decoder) throws {
        let forms = try decoder.container(keyedBy: TextKey.self)
        let brought = forms.allKeys.filter { Addressing(stringValue: $0.stringValue) == nil }
        let kinds = ActForm.kinds.filter { kind in brought.contains { $0.stringValue == kind.name } }
        if let stranger = brought.first(where: { key in !kinds.contains { $0.name == key.stringValue } }) {
            throw Self.fault(stranger.stringValue, "an unknown field", decoder)
        }
        guard kinds.count <= 1 else {
            throw Self.fault(kinds.map(\.name).sorted().joined(separator: ", "), "more than one form", decoder)
        }
        let container = try decoder.container(keyedBy: Addressing.self)
        act = try container.decode(ActReference.self, forKey: .act)
        office = try container.decodeIfPresent(OfficeID.self, forKey: .office)
        section = try container.decodeIfPresent(SectionID.self, forKey: .section)
        role = try container.decodeIfPresent(Role.self, forKey: .role)
        order = try container.decodeIfPresent(OralOrder.self, forKey: .order)
        assignees = try container.decodeIfPresent([PersonID].self, forKey: .assignees)
        form = try kinds.first?.read(forms) ?? .plain
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Addressing.self)
        try container.encode(act, forKey: .act)
        try container.encodeIfPresent(office, forKey: .office)
        try container.encodeIfPresent(section, forKey: .section)
        try container.encodeIfPresent(role, forKey: .role)
        try container.encodeIfPresent(order, forKey: .order)
        try container.encodeIfPresent(assignees, forKey: .assignees)
        var forms = encoder.container(keyedBy: TextKey.self)
        for kind in ActForm.kinds { try kind.write(form, &forms) }
    }

    private static func fault(_ found: String, _ what: String, _ decoder: any Decoder) -> DecodingError {
        let allowed = "allowed: act, office, section, role, order, assignees and one form"
        return .dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "found \(what): \(found.prefix(80)); \(allowed)"))
    }
}

/// P02.3a as the operator fills it in.
package struct NoticeForm: Hashable, Sendable, Codable {
    package var start: Moment
    package var minutes: Int
    package var agenda: Line
    package var chair: Line
    package var contact: Line
    package var offices: [OfficeID]
    package var directorates: [OfficeID]
    /// The Kanwils that get the notice for information; `nil` leaves it to the rule (AC-072).
    package var copies: [OfficeID]?
    /// The items of the agenda, in their order; `nil` when the agenda is the one item.
    package var topics: [Line]?

    package init(
        start: Moment, minutes: Int, agenda: Line, chair: Line, contact: Line, offices: [OfficeID],
        directorates: [OfficeID], copies: [OfficeID]? = nil, topics: [Line]? = nil
    ) {
        (self.copies, self.topics) = (copies, topics)
        (self.start, self.minutes, self.agenda, self.chair, self.contact, self.offices, self.directorates) = (
            start, minutes, agenda, chair, contact, offices, directorates
        )
    }
}

/// Materials handed in: the file was put there before, with `PUT …/materials`.
package struct MaterialForm: Hashable, Sendable, Codable {
    package var title: Line
    package var file: ContentHash

    package init(title: Line, file: ContentHash) {
        (self.title, self.file) = (title, file)
    }
}

/// P09.1: what is shown first, and who sits there.
package struct PageForm: Hashable, Sendable, Codable {
    package var file: ContentHash
    package var page: Int
    package var attendance: Attendance

    package init(file: ContentHash, page: Int, attendance: Attendance) {
        (self.file, self.page, self.attendance) = (file, page, attendance)
    }
}

/// P09.1: from which page to which.
package struct TurnForm: Hashable, Sendable, Codable {
    package var from: Int
    package var to: Int

    package init(from: Int, to: Int) {
        (self.from, self.to) = (from, to)
    }
}

/// P09.3: exactly one picture, and how many changes of the programme the operator has seen.
package struct OnAirForm: Hashable, Sendable, Codable {
    package var sites: Bool?
    package var materialsOf: OfficeID?
    package var agreement: Int?
    package var version: Int?
    package var agreementsPage: Int?
    package var seen: Int

    package init(
        sites: Bool? = nil, materialsOf: OfficeID? = nil, agreement: Int? = nil, version: Int? = nil,
        agreementsPage: Int? = nil, seen: Int
    ) {
        self.seen = seen
        (self.sites, self.materialsOf, self.agreement) = (sites, materialsOf, agreement)
        (self.version, self.agreementsPage) = (version, agreementsPage)
    }

    /// `nil` when the fields name no picture, or more than one.
    package var onAir: OnAir? {
        switch (sites, materialsOf, agreement, version, agreementsPage) {
        case (true?, nil, nil, nil, nil): .sites
        case (nil, let office?, nil, nil, nil): .materials(office)
        case (nil, nil, let number?, let version?, nil): .agreement(number: number, version: version)
        case (nil, nil, nil, nil, let page?): .agreements(page: page)
        default: nil
        }
    }
}

/// P09.3: an agreement as the operator notes it.
package struct AgreementForm: Hashable, Sendable, Codable {
    /// The number it will have: the next one.
    package var number: Int
    package var text: Passage
    package var responsible: OfficeID
    package var due: CivilDay

    package init(number: Int, text: Passage, responsible: OfficeID, due: CivilDay) {
        (self.number, self.text, self.responsible, self.due) = (number, text, responsible, due)
    }
}

/// P09.3: another wording for an agreement whose newest wording is `version`.
package struct CorrectionForm: Hashable, Sendable, Codable {
    package var number: Int
    package var version: Int
    package var text: Passage
    package var responsible: OfficeID
    package var due: CivilDay

    package init(number: Int, version: Int, text: Passage, responsible: OfficeID, due: CivilDay) {
        (self.number, self.version, self.text, self.responsible, self.due) = (number, version, text, responsible, due)
    }
}

/// P09.5: what was done about an agreement.
package struct FollowUpForm: Hashable, Sendable, Codable {
    package var agreement: Int
    package var note: Passage
    package var state: FollowUp.State
    /// What proves it; needed when the agreement is done.
    package var evidence: Line?

    package init(agreement: Int, note: Passage, state: FollowUp.State, evidence: Line? = nil) {
        (self.agreement, self.note, self.state, self.evidence) = (agreement, note, state, evidence)
    }
}

/// P09.4: what was said of the topics of the agenda, as the note-taking operator sums it up; nothing need be written.
package struct ReportForm: Hashable, Sendable, Codable {
    package var discussion: [TopicSummary]?

    package init(discussion: [TopicSummary]? = nil) { self.discussion = discussion }
}

/// P02.1 in a case that a Surat Usulan opened: whether a meeting is needed, and its agenda if it is to differ.
package struct VerdictForm: Hashable, Sendable, Codable {
    package var needed: Bool
    package var agenda: Line?

    package init(needed: Bool, agenda: Line? = nil) {
        (self.needed, self.agenda) = (needed, agenda)
    }
}

/// P09.1: the office that the meeting does not wait for, and why.
package struct OfficeReleaseForm: Hashable, Sendable, Codable {
    package var office: OfficeID
    package var reason: Line

    package init(office: OfficeID, reason: Line) {
        (self.office, self.reason) = (office, reason)
    }
}

/// P06.11 and its like: the section that the LO does not wait for, and why.
package struct SectionReleaseForm: Hashable, Sendable, Codable {
    package var section: SectionID
    package var reason: Line

    package init(section: SectionID, reason: Line) {
        (self.section, self.reason) = (section, reason)
    }
}
