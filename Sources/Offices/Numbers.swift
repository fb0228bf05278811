extension FixedWidthInteger {
    /// The whole number nearest to zero from `value`, as far as this type reaches; 0 for what is no number.
    ///
    /// Numbers that come from a file, a clock or another program go through here: a plain conversion stops the process
    /// when the number is infinite, no number at all, or only too large.
    package init(saturating value: Double) {
        if value.isNaN {
            self = 0
        } else {
            self = Self(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
        }
    }
}

extension Int64 {
    /// Quotient and remainder with the quotient rounded down, so that the remainder is never negative.
    func floored(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Array {
    /// The element with this number, counted from 1 as people count pages and agreements; `nil` when there is none.
    package func numbered(_ number: Int) -> Element? { number >= 1 && number <= count ? self[number - 1] : nil }
}
