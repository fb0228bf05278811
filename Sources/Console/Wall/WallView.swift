import BoundedProcess
import ControlRoom
import Foundation
import Meetings
import Offices
import Procedures
import RoomLink

/// What the wall page shows: one meeting, its rooms, what was agreed, and who is awaited.
struct WallView: Codable, Sendable {
    let now: Moment
    let meeting: MeetingView?
    let rooms: [RoomView]
    let waiting: [WaitingView]
    /// What the operator should know of the service itself; empty when all is as it should be.
    let notices: [String]
    /// How much of the service's own work was set aside and waits for a person (`GET /api/work`).
    let workSetAside: Int

    init(
        meeting: Meeting?, directory: OfficeDirectory, now: Moment, steady: Moment? = nil, pulses: [RoomID: Pulse],
        previews: [RoomID: Preview], holders: [RoomID: String] = [:], keeping: Keeping = .well,
        confinement: Confinement = .full, workSetAside: Int = 0, clockStep: ClockStep? = nil, alarms: [String] = []
    ) {
        let steady = steady ?? now
        let fresh = pulses.filter { $0.value.isFresh(at: steady) }.mapValues(\.telemetry)
        (self.now, self.workSetAside) = (now, workSetAside)
        let own: [String?] = [
            confinement.isFull ? nil : Self.unconfined, workSetAside > 0 ? Self.setAside(workSetAside) : nil,
            clockStep.map(Self.stepped),
        ]
        let rooms: [String] = Self.alarms(of: fresh, in: directory) + Self.lacking(meeting, in: directory)
        notices = Self.lines(of: keeping) + alarms + own.compactMap(\.self) + rooms
        self.meeting = meeting.map { MeetingView($0, directory, at: now) }
        let shown = meeting?.sites.compactMap { site in directory.rooms.first { $0.id == site.room } } ?? []
        self.rooms = (shown.isEmpty ? directory.rooms : shown).map { room in
            RoomView(
                room, meeting: meeting, holder: holders[room.id], pulse: fresh[room.id],
                preview: previews[room.id].flatMap { $0.isFresh(at: steady) ? $0 : nil }, now: now)
        }
        waiting = meeting.map { WaitingView.list($0, directory: directory) } ?? []
    }
}

extension WallView {
    private static let unconfined =
        "Program luar berjalan tanpa kurungan (bubblewrap); lihat log layanan · "
        + "Outside programs run unconfined; see the service's log"

    private static func lines(of keeping: Keeping) -> [String] {
        guard let message = keeping.message, let english = keeping.english else { return [] }
        return ["\(message) · \(english)"]
    }

    private static func setAside(_ count: Int) -> String {
        "\(count) pekerjaan layanan disisihkan; Operator RKO melihat dan mengulanginya di /api/work · "
            + "\(count) of the service's own jobs set aside"
    }
}

/// The meeting as the wall shows it.
struct MeetingView: Codable, Sendable {
    let id: MeetingID
    let label: String
    let agenda: String
    /// "koordinasi pimpinan, bukan dari SOP"; `nil` for a meeting that the procedures know.
    let kind: String?
    let stage: String
    let stageText: String
    let start: Moment?
    /// The planned end.
    let end: Moment?
    let began: Moment?
    let ended: Moment?
    /// It goes on past its planned end.
    let runsOver: Bool
    let onAir: String
    /// The host's programme has told that it shows that; until then it is only ordered.
    let onAirShown: Bool
    let agreements: [AgreementAnswer]
    let displayed: Bool

    init(_ meeting: Meeting, _ directory: OfficeDirectory, at now: Moment) {
        (id, label, agenda) = (meeting.id, meeting.label, meeting.agenda)
        (end, runsOver) = (meeting.notice?.end, meeting.runsOver(at: now))
        kind = meeting.kind.remark.map { "\(meeting.kind.name), \($0)" }
        (stage, stageText) = (meeting.stage.name, meeting.stage.text)
        (start, began, ended) = (meeting.notice?.start, meeting.stage.began, meeting.stage.ended)
        (onAir, onAirShown) = (meeting.onAirText, meeting.isAirShown)
        agreements = meeting.agreements.map { AgreementAnswer($0, directory) }
        displayed = meeting.display != nil
    }
}

/// A room as the wall shows it.
struct RoomView: Codable, Sendable {
    let id: RoomID
    let name: String
    let office: String
    let zone: Zone
    let connected: Bool
    let frameRate: Double?
    let soundLevel: Double?
    let recordedSeconds: Double?
    let devices: String
    let devicesText: String
    let ready: Bool
    let page: Int?
    /// The label of another meeting that the room serves now; `nil` when it serves this one, or none.
    let serves: String?
    /// Changes with every new picture; `nil` while there is none.
    let picture: Int64?

    init(_ room: Room, meeting: Meeting?, holder: String?, pulse fresh: Telemetry?, preview: Preview?, now: Moment) {
        (id, name, office, zone) = (room.id, room.name, room.office.name, room.office.zone)
        connected = fresh != nil
        (frameRate, soundLevel, recordedSeconds) = (fresh?.frameRate, fresh?.soundLevel, fresh?.recordedSeconds)
        picture = preview?.at.microseconds
        let office = room.office.id
        ready = meeting?.proceedings.isPrepared(office) ?? false
        page = meeting?.screens[office]?.page
        serves = holder == meeting?.label ? nil : holder
        (devices, devicesText) = Self.devices(of: office, in: meeting, now: now)
    }

    private static func devices(of office: OfficeID, in meeting: Meeting?, now: Moment) -> (String, String) {
        guard let meeting else { return ("idle", "tidak ada rapat") }
        guard let entry = meeting.probes.reports[office] else {
            return meeting.isPrepared(office)
                ? ("untested", "perangkat belum diuji") : ("idle", "ruang belum disiapkan")
        }
        let failed = entry.report.measures.filter { !$0.passed }.map(\.kind.name) + entry.report.missing.map(\.name)
        return failed.isEmpty
            ? ("passed", "uji perangkat lulus") : ("failed", "gagal: " + failed.joined(separator: ", "))
    }
}

/// Somebody who is awaited, for what.
struct WaitingView: Codable, Sendable {
    let act: ActReference
    let label: String
    let who: String

    /// The open acts that somebody must still do; what may be repeated at will, or is another way out, is left out.
    static func list(_ meeting: Meeting, directory: OfficeDirectory) -> [WaitingView] {
        meeting.openActs.filter { open in
            !open.repeats && !open.isOptional && open.key.act.conduct != .nothingAgreed
        }.prefix(12).map { act in
            WaitingView(
                act: act.key.act, label: act.label.id,
                who: "\(act.who), \(directory[act.office]?.name ?? act.office.description)")
        }
    }
}

extension Meeting.Stage {
    var text: String {
        switch self {
        case .preparing: "Persiapan"
        case .declined: "Tidak perlu rapat"
        case .live: "Berlangsung"
        case .closing: "Menutup rekaman"
        case .closed: "Selesai"
        case .issued: "Laporan disampaikan"
        }
    }
}

extension Meeting {
    /// What the programme's main picture is, in words.
    var onAirText: String {
        switch onAir {
        case .sites: "Semua ruang"
        case .materials(let office):
            "Bahan \(site(of: office)?.office.name ?? office.description), halaman \(screens[office]?.page ?? 0)"
        case .agreement(let number, _): "Kesepakatan \(number)"
        case .agreements(let page): "Hasil kesepakatan, halaman \(page)"
        }
    }
}
