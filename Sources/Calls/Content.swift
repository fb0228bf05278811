/// No body, or no answer.
package enum Nothing: Sendable {}

/// A body or an answer that is a file, whole or in part, and no JSON.
package enum File: Sendable {}

/// An answer that goes on: server-sent events, each with one value in JSON.
package enum Events<Event: Sendable>: Sendable {}
