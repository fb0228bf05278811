import Testing

/// Whole meetings with the built programs; one after another, because each of them plays real media in real time.
@Suite(.serialized)
struct EndToEnd {}
