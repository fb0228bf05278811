/// What whoever listens to the engine hears, each once: everything that rooms and pages follow comes this one way.
package enum Happening: Sendable {
    /// The docket has taken in the journal.
    case began
    /// The events of one turn are on disk, in their order.
    case kept([Docket.Entry])
    /// Time has passed, and with it slots and leases.
    case passed
}
