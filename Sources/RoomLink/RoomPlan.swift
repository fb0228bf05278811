package import Digests
package import Offices

/// What one room should be doing now.
///
/// A plan is level-triggered: it says the whole wanted state, never a change, so that a plan received twice, late or
/// after a restart does no harm. The agent compares it with what runs and mends the difference. After `expires` the
/// agent treats the plan as `idle`, whatever it said: a replayed old order can start nothing.
package struct RoomPlan: Hashable, Sendable, Codable {
    /// Position of the journal at which this plan came to be; a lower one than the plan held is not followed, unless the
    /// service's state is in another life (`standing`).
    package var revision: Int64
    package var expires: Moment
    /// The meeting this plan serves; `nil` when the room has none.
    package var meeting: MeetingID?
    /// Camera and microphone are on: previewed, measured, ready to be recorded and sent.
    package var capture: Bool
    /// The room records its own camera and microphone on its own disk.
    package var record: Bool
    /// Where the room sends its encoded camera and microphone: the host's port for this site.
    package var send: Endpoint?
    /// Only in the host room: the picture and sound of all sites.
    package var programme: ProgrammePlan?
    package var screen: ScreenPlan
    /// A device test that is wanted; answered once by `RoomFact.probed`.
    package var probe: ProbeOrder?
    /// Recordings of this meeting may be brought up to the service.
    package var upload: Bool
    /// Other meetings whose recordings the room still holds and may bring up as well; `nil` for none.
    package var uploads: [MeetingID]?
    /// How far the service's journal stood when it said this; `nil` from a service of before.
    package var standing: Standing?

    package init(
        revision: Int64, expires: Moment, meeting: MeetingID? = nil, capture: Bool = false, record: Bool = false,
        send: Endpoint? = nil, programme: ProgrammePlan? = nil, screen: ScreenPlan = ScreenPlan(),
        probe: ProbeOrder? = nil, upload: Bool = false, uploads: [MeetingID]? = nil
    ) {
        (self.revision, self.expires, self.meeting) = (revision, expires, meeting)
        (self.capture, self.record, self.send) = (capture, record, send)
        (self.programme, self.screen, self.probe) = (programme, screen, probe)
        (self.upload, self.uploads) = (upload, uploads)
    }

    /// How many other meetings' recordings a plan lets come up.
    package static let mostUploads = 16

    /// Whether the room records by this plan, so that nothing else may take its link and disk.
    package var records: Bool { record || programme?.record ?? false }

    /// Whether recordings of a meeting may be brought up.
    package func brings(up meeting: MeetingID) -> Bool {
        upload && meeting == self.meeting || uploads?.contains(meeting) ?? false
    }
}

/// What the host room composes out of the sites, records and returns to them.
package struct ProgrammePlan: Hashable, Sendable, Codable {
    /// One line for the strip below the picture: `RLJJ-1 · Penerimaan triwulan III`.
    package var title: String
    /// The text of the programme's own code, drawn on every frame.
    package var code: String
    /// The sites in their order on the picture, the host itself among them; at most 16.
    package var sites: [SitePlan]
    /// Where the programme goes: each room's port for the return, its own sound left out.
    package var returns: [RoomID: Endpoint]
    package var layout: ProgrammeLayout
    /// The page on air, for the layouts that show one.
    package var page: ContentHash?
    package var record: Bool

    package init(
        title: String, code: String, sites: [SitePlan], returns: [RoomID: Endpoint], layout: ProgrammeLayout,
        page: ContentHash? = nil, record: Bool
    ) {
        (self.title, self.code, self.sites, self.returns) = (title, code, sites, returns)
        (self.layout, self.page, self.record) = (layout, page, record)
    }
}

/// How the programme's picture is divided.
package enum ProgrammeLayout: String, Hashable, Sendable, Codable, CaseIterable {
    /// All sites, equally large.
    case sites
    /// A page as the main picture, the sites small beside it.
    case page
}

/// A site as the programme shows it.
package struct SitePlan: Hashable, Sendable, Codable {
    package var room: RoomID
    /// The label on its picture: `KPP Makassar Utara · WITA`.
    package var label: String

    package init(room: RoomID, label: String) {
        (self.room, self.label) = (room, label)
    }
}

/// What the room's own screen shows.
package struct ScreenPlan: Hashable, Sendable, Codable {
    package var layout: ScreenLayout
    /// The page of the room's own materials, for the layouts that show one.
    package var page: ContentHash?
    /// One line below the picture: office, meeting.
    package var caption: String
    /// A picture of the screen that is wanted; answered once by `RoomFact.screenTaken`.
    package var take: ScreenOrder?

    package init(layout: ScreenLayout = .idle, page: ContentHash? = nil, caption: String = "", take: ScreenOrder? = nil)
    {
        (self.layout, self.page, self.caption, self.take) = (layout, page, caption, take)
    }
}

/// How a room's screen is divided.
package enum ScreenLayout: String, Hashable, Sendable, Codable, CaseIterable {
    /// A quiet plate with the room's name and the time.
    case idle
    /// The room's own page, full size (P09.1).
    case page
    /// The programme large, the room's own page small beside it.
    case both
    /// The programme, full size.
    case programme
}

/// A device test that the officer of the room asked for.
package struct ProbeOrder: Hashable, Sendable, Codable {
    /// Grows by one with each test of the room in the plan's meeting; the last number answered is not answered again.
    package var number: Int
    /// Bytes of free disk that the slot needs.
    package var diskNeeded: Int64

    package init(number: Int, diskNeeded: Int64) {
        (self.number, self.diskNeeded) = (number, diskNeeded)
    }
}

/// A picture of the screen that the meeting needs as evidence.
package struct ScreenOrder: Hashable, Sendable, Codable {
    /// Grows by one with each order in the plan's meeting; the last number answered is not answered again.
    package var number: Int

    package init(number: Int) { self.number = number }
}

/// A UDP address to which media is sent.
package struct Endpoint: Hashable, Sendable, Codable {
    package var host: String
    package var port: UInt16

    package init(host: String, port: UInt16) {
        (self.host, self.port) = (host, port)
    }
}
