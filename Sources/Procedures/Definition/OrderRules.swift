import Offices

/// The rules that hold for the order of all acts together: every name resolves in its course, no cycle, no dead end.
///
/// What depends on branches, copies and returns is for the exploration, which plays it.
extension Checker {
    mutating func checkOrder() {
        for course in Course.allCases { checkCourse(course) }
        guard problems.isEmpty, checkCycles() else { return }
        checkDeadEnds()
        checkAssignedLater()
    }

    /// Each act named can be done in every course in which the naming act runs.
    private mutating func checkCourse(_ course: Course) {
        let running = files.filter { course.codes.contains($0.procedure.code) }
        guard running.count == course.codes.count else { return }
        for file in running {
            for act in file.procedure.acts {
                for reference in act.after.flatMap(\.references) + act.until
                where !course.codes.contains(reference.procedure) {
                    report(
                        "names \(reference), which does not run in the course \(course.rawValue)", at: act.reference,
                        in: file)
                }
            }
        }
        let notices = running.flatMap(\.procedure.acts).filter { $0.form == .notice }
        if course.isMeeting, notices.count != 1, let file = running.first {
            report("the course \(course.rawValue) has \(notices.count) acts of form notice; needed: one", in: file)
        }
    }

    /// The acts that must be done before an act, whatever the way they are named.
    private func before(_ act: Act) -> [ActReference] {
        act.after.flatMap { predecessor in
            switch predecessor {
            case .preparation: files.compactMap(\.procedure.ready)
            case .notice: acts.values.filter { $0.form == .notice }.map(\.reference)
            default: predecessor.references
            }
        }
    }

    private mutating func checkCycles() -> Bool {
        var waiting = acts
        while true {
            let free = waiting.values.filter { act in before(act).allSatisfy { waiting[$0] == nil } }
            guard !free.isEmpty else { break }
            for act in free { waiting[act.reference] = nil }
        }
        guard !waiting.isEmpty else { return true }
        let round = waiting.keys.sorted()
        let names = round.map(\.description).joined(separator: ", ")
        for reference in round { report("can never begin: it waits in a circle with \(names)", at: reference) }
        return false
    }

    /// An act that nothing waits for would be forgotten, unless it may repeat, be left out or lead back.
    private mutating func checkDeadEnds() {
        let awaited = Set(acts.values.flatMap(before)).union(files.compactMap(\.procedure.ready))
        for act in acts.values
        where !act.isEnd && !act.repeats && !act.isOptional && act.reopens == nil && !awaited.contains(act.reference) {
            report("leads nowhere: no act and no end waits for it", at: act.reference)
        }
    }
}
