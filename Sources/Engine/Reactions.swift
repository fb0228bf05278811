package import Journal

/// What follows from what happens, said once for all: nobody has to remember it where a command is given.
package struct Reactions: Sendable {
    /// The commands that an event brings with it, decided in the same turn and kept in the same append.
    package var follow: @Sendable (_ event: Docket.Entry.Content, _ of: CaseReference?, _ after: Docket) -> [Command]
    /// The work that events of one command set going; in the outbox with them, or not at all when they are not kept.
    package var work:
        @Sendable (_ events: [Docket.Entry.Content], _ of: CaseReference?, _ after: Docket) throws -> [OutboxMessage]

    package init(
        follow: @escaping @Sendable (Docket.Entry.Content, CaseReference?, Docket) -> [Command] = { _, _, _ in [] },
        work: @escaping @Sendable ([Docket.Entry.Content], CaseReference?, Docket) throws -> [OutboxMessage] = {
            _, _, _ in []
        }
    ) {
        (self.follow, self.work) = (follow, work)
    }
}
