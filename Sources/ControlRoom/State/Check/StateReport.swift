/// What an examination of a state folder found, part by part.
package struct StateReport: Hashable, Sendable {
    /// A part of the folder.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case keys, lists, journal, snapshots, registers, files, recordings, evidence
    }

    /// A part that was examined.
    package struct Step: Hashable, Sendable {
        package let part: Part
        /// What was looked at, in short.
        package let finding: String
        /// What is not right, one line each.
        package let faults: [String]

        package var passed: Bool { faults.isEmpty }
    }

    package internal(set) var steps: [Step] = []

    package var passed: Bool { !steps.isEmpty && steps.allSatisfy(\.passed) }
    package var faults: [String] { steps.flatMap(\.faults) }
}
