/// A procedure as a flowchart: lanes, boxes and arrows, without a place on a page.
///
/// Everything that is drawn is here; nothing behind it reads a definition.
package struct Chart: Hashable, Sendable {
    package let heading: Heading
    /// The names of the lanes, one for each role or group of alternative roles, by first appearance.
    package let lanes: [String]
    package let nodes: [Node]
    package let edges: [Edge]
    package let language: ChartLanguage

    /// What the title block says.
    package struct Heading: Hashable, Sendable {
        package let code: String
        package let title: String
        /// Where the official text stands; `nil` when the definition does not say.
        package let source: String?
        package let version: Int
        package let items: Int
    }

    /// One act, or the end.
    package struct Node: Hashable, Sendable {
        package let reference: ActReference
        /// The index of its lane.
        package let lane: Int
        /// In full; the drawing may show less.
        package let label: String
        package let shape: Shape
        package let basis: Basis
        package let marks: Set<Mark>
        /// What leads here from outside the procedure.
        package let entries: [Entry]
        /// The procedures that go on from here.
        package let exits: [String]
    }

    /// The outline of a box.
    package enum Shape: Hashable, Sendable {
        case act
        /// The act makes a paper.
        case paper
        /// Reached by itself, done by nobody.
        case state
        case end
    }

    /// What else the outline of a box tells.
    package enum Mark: Hashable, Sendable {
        case decides
        /// Waits for all of several acts or copies.
        case joins
        /// One copy for each office, section or party.
        case copied
        case repeats
    }

    /// What leads to an act from outside the procedure.
    package enum Entry: Hashable, Sendable {
        case start
        /// The acts of other procedures that come before.
        case from(String)
    }

    /// An arrow between two nodes, by their indices.
    package struct Edge: Hashable, Sendable {
        package let from: Int
        package let to: Int
        /// On which outcome the arrow is taken; `nil` when always.
        package let label: String?
        package let kind: EdgeKind

        var isBack: Bool { kind != .onward }
    }

    /// What an arrow means.
    package enum EdgeKind: Hashable, Sendable {
        case onward
        /// To an act that is done again, as the official text says.
        case again
        /// To an act that is done again, though the official text does not say so.
        case derivedAgain
    }

    /// The index of an act's node; for a return or a confirmation, that of the act it belongs to.
    package func node(of reference: ActReference) -> Int? {
        let wanted = reference.folded
        return nodes.firstIndex { $0.reference == reference } ?? nodes.firstIndex { $0.reference == wanted }
    }
}

/// The language of a flowchart's words; official bodies keep their Indonesian names.
package enum ChartLanguage: String, Hashable, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"

    func of(_ indonesian: String, _ english: String) -> String { self == .indonesian ? indonesian : english }

    func of(_ label: Label) -> String { of(label.id, label.en) }
}

extension ActReference {
    /// The act that a return or a confirmation belongs to: `P01.6/sign` for `P01.6/sign-return`.
    var folded: ActReference {
        guard let name else { return self }
        for suffix in ["return", "confirm"] {
            if name == suffix { return ActReference(procedure: procedure, step: step) }
            if name.hasSuffix("-" + suffix) {
                return ActReference(
                    procedure: procedure, step: step, name: String(name.dropLast(suffix.utf8.count + 1)))
            }
        }
        return self
    }
}
