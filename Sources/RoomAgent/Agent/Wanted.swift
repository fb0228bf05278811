import Offices
import RoomLink
import RoomMedia

/// What a room's media processes should be doing: plain arithmetic on the plan, the ports and the files at hand.
struct Wanted: Sendable {
    /// The files that the processes read and write now.
    struct Files: Hashable, Sendable {
        /// The open file of each track that is recorded.
        var recordings: [Track: String] = [:]
        var programmePage: PageFile?
        var screenPage: PageFile?
        /// The picture of the screen that is wanted and not yet told.
        var screenPicture: String?
    }

    let room: Room
    /// The plan that counts now; past its expiry the idle one.
    let plan: RoomPlan
    let ports: PortBook
    let folder: StateFolder
    var files = Files()
    /// A device test waits for camera and microphone.
    var isProbing = false

    /// The ports that a plan needs.
    static func ports(for plan: RoomPlan) -> [PortBook.Use] {
        [.programmeReturn, .send, .preview] + (plan.programme?.sites.map { .site($0.room) } ?? [])
    }

    /// The ports on which one media process listens.
    static func ports(of child: ChildPlan) -> [PortBook.Use] {
        switch child {
        case .capture: []
        case .send: [.send]
        case .preview: [.preview]
        case .programme(let plan): plan.sites.map { .site($0.room) }
        case .display: [.programmeReturn]
        }
    }

    /// Every process that should run, with its whole wanted state; a process whose port is not known yet waits.
    func children() -> [ChildName: ChildPlan] {
        let plans = [capture, send, preview, programme, display].compactMap { $0 }
        return Dictionary(plans.map { ($0.child, $0) }) { first, _ in first }
    }

    private var isCapturing: Bool { plan.capture || plan.record || plan.send != nil || isProbing }

    /// Where the encoded camera goes; the host room's own stays on the machine.
    private var destination: Endpoint? {
        guard isCapturing else { return nil }
        let isSite = plan.programme?.sites.contains { $0.room == room.id } ?? false
        return isSite ? ports[.site(room.id)].map(Self.loopback) : plan.send
    }

    private var capture: ChildPlan? {
        guard isCapturing else { return nil }
        let uses: [PortBook.Use] = destination == nil ? [.preview] : [.send, .preview]
        return .capture(
            CapturePlan(
                room: room, outputs: uses.compactMap { ports[$0].map(Self.loopback) },
                record: files.recordings[.room], workFolder: folder.work(.capture)))
    }

    private var send: ChildPlan? {
        guard let destination, let input = ports[.send] else { return nil }
        return .send(SendPlan(input: input, output: destination))
    }

    private var preview: ChildPlan? {
        guard isCapturing, let input = ports[.preview] else { return nil }
        return .preview(PreviewPlan(input: input, picture: folder.preview))
    }

    private var programme: ChildPlan? {
        guard let programme = plan.programme else { return nil }
        let sites = programme.sites.compactMap { site in
            ports[.site(site.room)].map { ProgrammeChildPlan.Site(room: site.room, label: site.label, input: $0) }
        }
        var returns = programme.returns
        if programme.sites.contains(where: { $0.room == room.id }) {
            returns[room.id] = ports[.programmeReturn].map(Self.loopback)
        }
        return .programme(
            ProgrammeChildPlan(
                title: programme.title, code: programme.code, sites: sites, returns: returns,
                layout: programme.layout, page: files.programmePage, record: files.recordings[.programme],
                workFolder: folder.work(.programme)))
    }

    private var display: ChildPlan? {
        guard let input = ports[.programmeReturn] else { return nil }
        let caption = plan.screen.caption.isEmpty ? "\(room.office.name) · \(room.name)" : plan.screen.caption
        return .display(
            DisplayPlan(
                screen: room.screen, loudspeaker: room.loudspeaker, input: input, layout: plan.screen.layout,
                page: files.screenPage, caption: caption, zone: room.office.zone, take: files.screenPicture))
    }

    private static func loopback(_ port: UInt16) -> Endpoint { Endpoint(host: "127.0.0.1", port: port) }
}
