/// A table as a file of the service keeps it; what it reads is checked like any other.
extension HolidayTable: Codable {
    private enum Key: String, CodingKey { case id, decree, days }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try self.init(
            id: container.decode(ID.self, forKey: .id),
            decree: container.decodeIfPresent(Decree.self, forKey: .decree),
            days: container.decode([Day].self, forKey: .days))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(decree, forKey: .decree)
        try container.encode(days, forKey: .days)
    }
}
