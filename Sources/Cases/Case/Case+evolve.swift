package import Documents
package import Offices
import Procedures

extension Case {
    /// The state after one more act; total: what the journal holds is a fact and is never refused.
    package mutating func evolve(_ act: CaseAct, correspondence: Correspondence, at moment: Moment) {
        guard let definition = proceedings.procedures[act.key.act] else { return }
        // The paper first: what it attaches and counts is the state before the act.
        if let step = paperStep(definition, act.key) {
            var changed = papers
            if (try? step.perform(act, on: &changed, in: self, correspondence: correspondence, at: moment)) != nil {
                papers = changed
            }
        }
        filed.append(Entry(key: act.key, by: act.by, at: moment, filing: act.filing))
        proceedings.perform(
            act.key, by: act.by, at: moment,
            outcome: outcome(of: act.filing, definition, naming: act.assignees?.count ?? 0))
        if let assignees = act.assignees { proceedings.assign(assignees, by: act.key) }
    }
}
