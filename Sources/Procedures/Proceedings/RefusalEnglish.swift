import Offices

extension Proceedings.Refusal {
    /// What was found, what is missing and who must do it, in one line of English.
    package var english: String {
        let name = label.map { " \"\($0.en)\"" } ?? ""
        let place = key.place.isEmpty ? "" : " (\(key.place))"
        let remark = RuleRemark(rules).map { " [\($0.english)]" } ?? ""
        return "\(key.act)\(name)\(place) refused: \(reason.english)\(remark)"
    }
}

extension Proceedings.Refusal.Reason {
    var english: String {
        switch self {
        case .unknownAct: "no procedure of this meeting has this act"
        case .byNobody: "an end is reached by itself, nobody does it"
        case .wrongShape(let copies): "name \(copies.shape.en)"
        case .noSuchCopy(let offices): "this office is not part of it; part of it: \(offices.listed("none"))"
        case .noSuchSection(let sections): "this section was not contacted; contacted: \(sections.listed("none"))"
        case .wrongRole(let found, let needed):
            "your role is \(found.rawValue); needed: \(needed.map(\.rawValue).joined(separator: ", "))"
        case .wrongOffice(let found, let needed): "you act in \(found); needed: an officer of \(needed)"
        case .wrongSection(let found, let needed): "you act for the section \(found); needed: one of \(needed)"
        case .otherBranch(let decision, let taken, let label):
            "\(decision) decided \(taken)\(label.map { " (\($0.en))" } ?? ""), on which this act does not lie"
        case .closed(let act): "no longer possible after \(act)"
        case .alreadyDone(let mark): "already done by \(mark.actor.name) at \(mark.at)"
        case .missing(let missing): "not done yet: \(missing.map(\.english).joined(separator: "; "))"
        case .sameChain(let act, let mark):
            "you did \(act) of the same chain as \(mark.actor.role.rawValue) (AC-118); another officer, or a Plh/Plt with an order, must do it"
        case .notOral(let mark): "\(mark.actor.name) did it in person; there is nothing to confirm"
        case .assigned(let assignee): "assigned to \(assignee.name), \(assignee.role.rawValue)"
        case .assignee(let fault): fault.english
        case .outcome(let fault): fault.english
        case .guards(let unmet): unmet.map { "\($0.demand.label.en): \($0.found)" }.joined(separator: "; ")
        }
    }
}

extension Missing {
    fileprivate var english: String {
        let who = role.map { " by \($0.rawValue)" } ?? ""
        let place = office.map { " in \($0)" } ?? ""
        return "\(key) \"\(label.en)\"\(who)\(place)"
    }
}

extension OutcomeFault {
    var english: String {
        switch self {
        case .needed(let form): "the act lacks what it carries: \(form.content.en)"
        case .unasked(let form): "the act carries what it does not ask for; it asks for \(form.content.en)"
        case .unknownBranch(let found, let allowed):
            "the decision \"\(found)\" is unknown; allowed: \(allowed.listed(""))"
        case .noOffice: "no office is invited; name at least one"
        case .noDirectorate: "no directorate is told; name at least one"
        case .officeTwice(let office): "\(office) is named twice; allowed: each office once"
        case .hostInvited(let office): "\(office) is the host and is not invited"
        case .unprepared(let office, let kind):
            "\(office) is a \(kind.rawValue); no procedure here prepares such an office"
        case .notADirectorate(let office, let kind): "\(office) is a \(kind.rawValue); allowed: a direktorat"
        case .invitedWithoutMeeting(let office): "\(office) is invited to a meeting that will not be; invite nobody"
        case .noSection: "no section is contacted; name at least one"
        case .sectionTwice(let section): "the section \(section) is named twice; allowed: each once"
        case .unknownSection(let found, let allowed):
            "the office has no section \(found); allowed: \(allowed.listed("none"))"
        case .noParty: "nobody gets the report; name at least one party"
        case .partyTwice(let office): "\(office) is named twice; allowed: each party once"
        case .notAParty(let office): "\(office) took no part in this meeting and does not get its report"
        case .notNotified(let office, let known):
            "\(office) was not notified of this meeting; notified: \(known.listed("none"))"
        case .handedIn(let office): "\(office) has handed in its materials already"
        case .noAgent: "no agent is assigned; name at least one"
        case .notInvited(let office): "\(office) is not invited to this meeting"
        case .lastSection(let section):
            "\(section) is the last section with materials; the chair can go on without the office instead"
        case .releasedTwice(let place): "\(place) is released already"
        case .owingWithoutReport(let office): "\(office) has an agreement to carry out but does not get the report"
        }
    }
}

extension Collection where Element: CustomStringConvertible {
    /// Separated by commas; `none` when there is nothing.
    func listed(_ none: String) -> String { isEmpty ? none : map(\.description).joined(separator: ", ") }
}

extension Copies {
    /// What the key of such an act must name.
    var shape: Label {
        switch self {
        case .once: Label(id: "tindakannya saja, tanpa kantor dan seksi", en: "the act alone, no office and no section")
        case .section: Label(id: "kantor dan seksinya", en: "an office and a section")
        default: Label(id: "kantornya, tanpa seksi", en: "an office and no section")
        }
    }
}

extension Form {
    /// What the form asks for.
    var content: Label {
        switch self {
        case .none: Label(id: "tanpa isian", en: "nothing")
        case .decision: Label(id: "keputusan", en: "a branch")
        case .notice: Label(id: "kantor yang diundang dan direktorat terkait", en: "offices and directorates")
        case .notNeeded: Label(id: "direktorat yang diberi tahu", en: "directorates")
        case .sections: Label(id: "seksi yang dihubungi", en: "sections")
        case .material: Label(id: "berkas bahan/data", en: "a file of materials")
        case .page, .turn: Label(id: "halaman", en: "a page")
        case .air: Label(id: "gambar utama", en: "a main picture")
        case .agreement: Label(id: "kesepakatan", en: "an agreement")
        case .correction: Label(id: "perbaikan kesepakatan", en: "a correction")
        case .show: Label(id: "kesepakatan yang ditayangkan", en: "an agreement to show")
        case .delivery: Label(id: "penerima laporan", en: "the parties that get the report")
        case .followUp: Label(id: "tindak lanjut", en: "a follow-up")
        case .officeRelease: Label(id: "kantor yang tidak ditunggu dan alasannya", en: "an office and a reason")
        case .directorateRelease:
            Label(id: "Sekretariat/Direktorat yang tidak ditunggu dan alasannya", en: "a directorate and a reason")
        case .attendance: Label(id: "nama, jabatan, dan cara kehadiran", en: "name, post and manner of attendance")
        case .agents: Label(id: "agen yang ditugaskan", en: "the agents assigned")
        case .sectionRelease: Label(id: "seksi yang tidak ditunggu dan alasannya", en: "a section and a reason")
        default: Label(id: "isian formulir \(rawValue)", en: "the fields of the form \(rawValue)")
        }
    }
}
