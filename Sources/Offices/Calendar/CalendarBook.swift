/// What is known of working days: the holidays of the years, and the periods with other hours.
package struct CalendarBook: Sendable {
    package let holidays: HolidayTables
    /// The dated exceptions of each set of hours.
    package let periods: [WorkingHours.Preset: [HoursPeriod]]

    package init(holidays: HolidayTables, periods: [WorkingHours.Preset: [HoursPeriod]]) {
        (self.holidays, self.periods) = (holidays, periods)
    }

    /// A set of hours with its dated exceptions.
    package func hours(_ preset: WorkingHours.Preset) -> WorkingHours { preset.hours.with(periods[preset] ?? []) }

    /// The book that comes with the program.
    package static func load() throws(FileRefusal) -> CalendarBook {
        try CalendarFile.parse(bytes: PackageResources.holidays_yaml, file: "holidays.yaml")
    }
}
