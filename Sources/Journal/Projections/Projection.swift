/// Tables derived from the events, kept in the journal's file and rebuilt from nothing at will.
///
/// `apply` runs in the transaction of the append, so that a page that reads after a receipt sees its effect. It must
/// depend on nothing but the events before it: no clock, no randomness, no other projection's tables.
package protocol Projection: Sendable {
    /// Unique among the projections of a journal.
    var name: String { get }
    /// Raise it whenever the tables or `apply` change: the next start rebuilds the projection.
    var version: Int { get }

    /// Makes the projection's tables, indexes, views and triggers; what appears here is removed before a rebuild.
    func createTables(in tables: Tables) throws

    /// Takes one event, in the newest form of its payload, into the tables; a throw refuses the append.
    func apply(_ event: StoredEvent, in tables: Tables) throws
}
