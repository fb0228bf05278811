extension WorkingHours.Preset {
    /// The hours that a kind of office keeps unless its own are known.
    ///
    /// Which hours the "jam kerja" of P13 means is open; until it is settled KLIP keeps those of its telephone service.
    package static func of(_ kind: OfficeKind) -> WorkingHours.Preset {
        switch kind {
        case .klip: .klip
        case .kantorPusat, .rko, .direktorat, .kanwil, .ppddp, .kpp, .kpddp, .kpde: .ministry
        }
    }
}

extension CalendarBook {
    /// The calendar of an office of a kind; an office in `overrides` keeps the hours that stand there.
    package func calendar(
        of kind: OfficeKind, id: OfficeID? = nil, overrides: [OfficeID: WorkingHours] = [:],
        settings: WorkingCalendar.Settings = WorkingCalendar.Settings()
    ) -> WorkingCalendar {
        let own = id.flatMap { overrides[$0] }
        return WorkingCalendar(hours: own ?? hours(.of(kind)), holidays: holidays, settings: settings)
    }
}

extension WorkingCalendar {
    /// The calendar of an office of a kind, by the book given.
    package static func of(
        _ kind: OfficeKind, id: OfficeID? = nil, overrides: [OfficeID: WorkingHours] = [:], in book: CalendarBook
    ) -> WorkingCalendar {
        book.calendar(of: kind, id: id, overrides: overrides)
    }
}
