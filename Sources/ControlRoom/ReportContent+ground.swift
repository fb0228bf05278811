import Meetings
import Offices
import Procedures
import Reports

extension ReportContent {
    /// The items by which this meeting was decided and is conducted: P02.1 and P09 in the RKO; a meeting of a
    /// Sekretariat/Direktorat rests on P01.6 b.1 and P03.1, and is conducted by P10.
    var items: MeetingReport.Items {
        let deciding = meeting.deciding.item
        return MeetingReport.Items(
            ground: meeting.preparation == .p02 ? deciding : "P01.6 b.1 dan \(deciding)",
            conduct: meeting.conduct.rawValue)
    }

    /// Why the meeting was held, as the decision keeps it.
    var ground: MeetingReport.Ground {
        var ground = decided
        ground.remark = meeting.kind.remark.map { "Jenis rapat: \(meeting.kind.name) (\($0))." }
        return ground
    }

    private var decided: MeetingReport.Ground {
        switch meeting.decision?.ground {
        case .letter(let letter):
            MeetingReport.Ground(
                kind: .letter, decider: decider,
                references: [
                    MeetingReport.Reference(
                        title: "Surat Usulan Pelaksanaan Rapat Langsung Jarak Jauh", number: letter.number.text,
                        date: letter.date.text, from: officeName(letter.proposer)),
                    monitoring(letter.report, letter.reportNumber, letter.reportDate, of: letter.proposer),
                ])
        case .report(let report):
            MeetingReport.Ground(
                kind: .report, decider: decider,
                references: [monitoring(report.title, report.number, report.date, of: report.unit)])
        case .ownInformation(let text):
            MeetingReport.Ground(kind: .ownInformation, decider: decider, summary: text.text)
        case nil: MeetingReport.Ground(kind: .unknown, decider: decider)
        }
    }

    /// Who decided, or ordered the decision that somebody else recorded; before it the post that decides.
    private var decider: String {
        guard let actor = meeting.proceedings.done(ActKey(meeting.deciding))?.last.actor else {
            return meeting.host?.office.headTitle ?? ""
        }
        let (role, office) = (actor.order?.official.role ?? actor.role, actor.order?.official.office ?? actor.office)
        let acting = actor.order.map { $0.official.acting } ?? actor.acting
        return [acting?.kind.term, role.title(in: office, directory)].compactMap(\.self).joined(separator: " ")
    }

    /// The report behind the meeting; one that came from outside may bear neither number nor date.
    private func monitoring(
        _ subject: Line, _ number: Line?, _ date: Line?, of unit: OfficeID
    ) -> MeetingReport.Reference {
        let title = "Laporan Hasil Monitoring dan Analisis"
        let isNamed = subject.text.hasPrefix(title)
        let rest = isNamed ? subject.text.dropFirst(title.count).drop { $0 == ":" || $0 == " " } : subject.text[...]
        return MeetingReport.Reference(
            title: title, number: number?.text, date: date?.text, from: officeName(unit),
            subject: rest.isEmpty ? nil : String(rest))
    }

    // MARK: - What no official text prints

    /// The rules that the acts of this meeting's conduct carried, and those by which its report says more than the texts
    /// ask; in the order of the policy.
    var derived: [MeetingReport.DerivedRule] {
        guard let policy = try? Policy.load() else { return [] }
        let procedures = meeting.proceedings.procedures
        let done = Set(meeting.proceedings.allDone.keys.map(\.act).filter { $0.procedure == meeting.conduct })
        var names = Set(done.flatMap { procedures[$0]?.rules ?? [] }.map(\.description))
        names.remove("AC-126")
        names.remove(PolicySwitch.reportSigning.rawValue)
        if acts.contains(where: \.isOral) { names.insert("AC-126") }
        if !meeting.attendance.isEmpty { names.insert("AC-079") }
        if !meeting.agreements.isEmpty { names.formUnion(["AC-094", "AC-096"]) }
        if meeting.released.isEmpty, !procedures.follow(.readinessFirst) { names.remove("AC-073") }
        if meeting.recordings.parts.values.contains(where: { $0.givenUp != nil }) { names.insert("AC-083") }
        if procedures.follow(.reportSigning) { names.insert(PolicySwitch.reportSigning.rawValue) }
        return policy.rules.filter { names.contains($0.id.description) }.map(Self.told)
    }

    func rule(_ rule: PolicySwitch) -> MeetingReport.DerivedRule? {
        (try? Policy.load())?.rules.first { $0.id.description == rule.rawValue }.map(Self.told)
    }

    private static func told(_ rule: Policy.Rule) -> MeetingReport.DerivedRule {
        MeetingReport.DerivedRule(
            name: rule.id.description, statement: rule.statement.id, isPartly: rule.basis == .both)
    }
}

extension ActReference {
    /// `P03.1` of any act of that item.
    fileprivate var item: String { "\(procedure.rawValue).\(step)" }
}
