/// Standing in for an office holder by a written order (Plh or Plt); its dates are those of the post.
package struct Acting: Hashable, Sendable, Codable {
    package let kind: Kind
    /// The number of the order, such as `ND-12/WPJ.15/2026`.
    package let order: Line
    /// The name of the office holder stood in for; `nil` when the office is vacant.
    package let holder: Line?

    package init(kind: Kind, order: Line, holder: Line? = nil) {
        (self.kind, self.order, self.holder) = (kind, order, holder)
    }

    /// For some days (*pelaksana harian*) or until further notice (*pelaksana tugas*).
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case plh
        case plt

        /// As it stands before the title on a letter: `Plh.`.
        package var term: String {
            switch self {
            case .plh: "Plh."
            case .plt: "Plt."
            }
        }
    }
}
