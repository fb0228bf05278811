/// How a branch hangs on the rest of its pipeline.
///
/// A branch's description may be a whole one that runs by hand: what is upstream of a joint that takes data from
/// outside, and what is downstream of a joint that gives data to the outside, is cut away first.
package struct Link: Hashable, Sendable {
    enum Direction: Hashable, Sendable {
        /// The outer element feeds the branch.
        case inward
        /// The branch feeds the outer element.
        case outward
    }

    let direction: Direction
    let outer: String
    let joint: String
    let template: String?
    let startsAtKeyFrame: Bool
    let settings: [String: PropertyValue]

    /// Feeds the joint inside from an outer element: a tee by a new pad, anything else by its free `src`.
    ///
    /// A branch that fails never stops what feeds it. With `startsAtKeyFrame` nothing passes before this link's first
    /// key frame, and the other links into the same branch begin at that frame's time.
    package static func from(
        _ outer: String, into joint: String, startsAtKeyFrame: Bool = false, template: String? = nil
    ) -> Link {
        Link(
            direction: .inward, outer: outer, joint: joint, template: template, startsAtKeyFrame: startsAtKeyFrame,
            settings: [:])
    }

    /// Feeds an outer element from the joint inside: a mixer by a new pad with these settings, anything else by its
    /// `sink`, whose present source is cut away.
    package static func into(
        _ outer: String, from joint: String, settings: [String: PropertyValue] = [:], template: String? = nil
    ) -> Link {
        Link(
            direction: .outward, outer: outer, joint: joint, template: template, startsAtKeyFrame: false,
            settings: settings)
    }
}
