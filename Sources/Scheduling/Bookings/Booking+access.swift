package import Offices

/// Who may book, and who sees what of a booking ("bukan dari SOP": the procedures name nobody for it).
extension Person {
    /// The Operator RKO books for everybody; the head, the LO and the operator of an office book what it hosts.
    package func mayBook(hostedBy office: OfficeID, kind: OfficeKind, at now: Moment) -> Bool {
        if isOperatorRko(at: now) { return true }
        let roles = [kind.head, kind.liaison, kind.displayOperator].compactMap(\.self)
        return roles.contains { holds($0, in: office, at: now) }
    }

    /// Only the control room may move what others have booked.
    package func mayPreempt(at now: Moment) -> Bool { isOperatorRko(at: now) }

    private func isOperatorRko(at now: Moment) -> Bool {
        posts.contains { $0.role == .operatorRko && $0.isInForce(at: now) }
    }
}

extension Booking {
    /// Whether a person sees what it is for and who comes; everybody else sees that its rooms are taken.
    package func mayRead(_ person: Person, at now: Moment) -> Bool {
        if people.contains(where: { $0.person == person.id }) || person.mayPreempt(at: now) { return true }
        let offices = Set(sites.map(\.office) + guests)
        return person.posts.contains { $0.isInForce(at: now) && offices.contains($0.office) }
    }
}
