extension Zone {
    /// The midnight with which a day begins in this zone.
    package func start(of day: CivilDay) -> Moment {
        guard let civil = CivilTime(isoDate: Substring(day.isoDate), clock: "00:00") else {
            return Moment(microseconds: 0)
        }
        return moment(civil)
    }

    /// The midnight with which a day ends in this zone: the first moment that is no longer of it.
    package func end(of day: CivilDay) -> Moment { start(of: day).advanced(bySeconds: 86_400) }

    /// The day on which a moment falls in this zone.
    package func isoDay(of moment: Moment) -> String { civil(moment).isoDate }
}
