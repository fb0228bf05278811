/// What the drawing takes from an act, apart from what every act has.
///
/// The one place that knows how definitions write their order.
extension Act {
    /// The act that this one belongs to, when it is drawn as an arrow or not at all.
    var folded: ActReference? {
        switch twin {
        case .giveBack(let reference), .confirmation(let reference): reference
        case nil: nil
        }
    }

    /// The outcomes to which the act belongs; any one of them suffices.
    var outcomes: [BranchCondition] { conditions }

    var makesPaper: Bool { [.document, .optionalDocument, .plan].contains(form) && kinds.contains(.prepare) }
}

extension Predecessor {
    /// What stands for the acts of several procedures at once.
    func offPage(in language: ChartLanguage) -> String? {
        switch self {
        case .own, .all, .any, .ifOpen: nil
        case .preparation: language.of("persiapan setiap kantor", "each office's preparation")
        case .notice: "P02.3 / P03.2"
        }
    }

    var isJoin: Bool { if case .all = self { true } else { false } }

    var isChoice: Bool { if case .any = self { true } else { false } }
}
