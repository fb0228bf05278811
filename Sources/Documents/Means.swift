package import Offices

/// What the service gives to a decision besides what the person asks for: forms of papers, numbers, people, the time.
///
/// It is taken from the one state of all cases in the turn of the decision, so that a number is given to one paper.
package struct Means: Sendable {
    package let correspondence: Correspondence
    /// The numbers that are given; a decision that gives several notes each before the next.
    package var numbers: NumberRegister
    /// Who holds which post.
    package let people: PeopleRegister
    package let now: Moment

    package init(
        correspondence: Correspondence, numbers: NumberRegister, people: PeopleRegister = PeopleRegister(), now: Moment
    ) {
        (self.correspondence, self.numbers, self.people, self.now) = (correspondence, numbers, people, now)
    }
}
