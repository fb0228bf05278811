import Console
import ControlRoom
import Foundation
import Glibc
import Offices
import Rehearsal
import Reports
import Synchronization

/// The built service and agents as processes, and the people of the rehearsal over HTTP; a test breaks what it wants.
final class LiveStage: Sendable {
    let folder: URL
    private let port: Int
    private let rooms: [Room]
    private let scenes: [Scene]
    private let player: Player
    private let client: ServiceClient
    private let keeper: String
    private let running = Mutex<[String: Process]>([:])
    private let progress = Mutex(Progress())

    private struct Progress {
        var memory = Memory()
        var next = 0
        var acts: [String] = []
    }

    /// Runs `work` on a stage of its own; nothing of it runs afterwards, whatever happened.
    static func with<Result>(
        rename: [String: String] = [:], _ work: @escaping @Sendable (LiveStage) async throws -> Result
    ) async throws -> Result {
        let folder = TestFolder.make()
        defer { Leftovers.end(naming: folder.path) }
        do {
            let stage = try await LiveStage(folder, rename: rename)
            let result = try await work(stage)
            await stage.strike()
            return result
        } catch {
            throw Broken(error: error, folder: folder)
        }
    }

    /// What went wrong, with the last words of every process.
    struct Broken: Error, CustomStringConvertible {
        let error: any Error
        let folder: URL

        var description: String {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            let words = names.sorted().filter { $0.hasSuffix(".log") }.map { name in
                let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
                return "\(name): \(text.split(separator: "\n").suffix(3).joined(separator: " | "))"
            }
            return "\(error)\n" + words.joined(separator: "\n")
        }
    }

    private init(_ folder: URL, rename: [String: String]) async throws {
        self.folder = folder
        port = try FreePort.find()
        rooms = try Self.writeRooms(in: folder, rename: rename)
        let offices = try OfficeDirectory(rooms: rooms, headOffice: HeadOffice.load()).offices
        guard let host = offices.first(where: { $0.kind == .rko }),
            let proposer = offices.first(where: { $0.id.description == "direktorat-pkp" })
        else { throw Ran.TimedOut(description: "the project's rooms lack a host") }
        let invited = rooms.map(\.office).filter { $0.kind != .rko }.sorted { ($0.zone, $0.id) < ($1.zone, $1.id) }
        let cast = Cast(host: host, invited: invited, proposer: proposer, at: Moment(Date()))
        var people = try People(path: StateFolder(path: folder.appending(path: "state").path).people)
        let tokens = try cast.members.map { ($0, try people.add($0.person)) }
        keeper = tokens.first { $0.0.post.role == .operatorRko }?.1 ?? ""
        scenes = try Script(host: host, invited: invited, proposer: proposer, cast: cast).scenes
        client = ServiceClient(base: "http://127.0.0.1:\(port)")
        let deck = folder.appending(path: "bahan.pdf")
        try await SampleDeck.make(office: host.name, to: deck)
        player = Player(
            client: client, cast: tokens.map { (member: $0.0, token: $0.1) }, offices: offices, pace: 0.7,
            clock: { Moment(Date()) }, sleep: { try await Task.sleep(for: .seconds($0)) },
            materials: { _ in try Data(contentsOf: deck) })
        try await startService()
        for room in rooms { try startAgent(room.id.description) }
    }

    /// The project's rooms without windows, some with another name.
    private static func writeRooms(in folder: URL, rename: [String: String]) throws -> [Room] {
        let target = folder.appending(path: "rooms")
        try Products.writeRooms(into: target) { _, text in
            rename.reduce(text.replacing("screen: {kind: window}", with: "screen: {kind: headless}")) { text, entry in
                text.replacing("name: \(entry.key)\n", with: "name: \(entry.value)\n")
            }
        }
        return try RoomFolder.read(target.path)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    // MARK: Processes

    func startService() async throws {
        try? FileManager.default.removeItem(atPath: path("state/service.url"))
        try start(
            "rljj", ["serve", "--state", path("state"), "--rooms", path("rooms"), "--port", "\(port)"], "service")
        try await eventually("the service answers", within: 30) { await client.isUp() }
    }

    /// Ends the service as a failing machine would, and gives the moment.
    func killService() -> Moment {
        let process = running.withLock { $0["service"] }
        if let process { Glibc.kill(process.processIdentifier, SIGKILL) }
        let now = Moment(Date())
        process?.waitUntilExit()
        return now
    }

    private func startAgent(_ room: String) throws {
        try start(
            "rljj-room",
            [
                "run", "--room", path("rooms/\(room).yaml"), "--service", "http://127.0.0.1:\(port)", "--secret-file",
                path("state/keys/\(room).secret"), "--state", path("agents/\(room)"),
            ], room)
    }

    private func start(_ program: String, _ arguments: [String], _ name: String) throws {
        let (process, log) = (Process(), folder.appending(path: "\(name).log"))
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let sink = try FileHandle(forWritingTo: log)
        try sink.seekToEnd()
        process.executableURL = URL(fileURLWithPath: try Products.program(program))
        (process.arguments, process.currentDirectoryURL) = (arguments, folder)
        (process.standardOutput, process.standardError) = (sink, sink)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        running.withLock { $0[name] = process }
    }

    private func strike() async {
        let agents = running.withLock { $0.filter { $0.key != "service" }.map(\.value) }
        for agent in agents { agent.terminate() }
        try? await eventually("the agents leave before the service", within: 5) { !agents.contains(where: \.isRunning) }
        running.withLock { $0["service"] }?.terminate()
        try? await eventually("everybody leaves", within: 10) { Leftovers.all(naming: folder.path).isEmpty }
    }

    /// Kills a media process of a room, and gives the moment.
    func kill(child: String, of room: String) throws -> Moment {
        let text = try String(contentsOfFile: path("agents/\(room)/run/\(child).pid"), encoding: .utf8)
        guard let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 1,
            Leftovers.all(naming: folder.path).contains(process)
        else { throw Ran.TimedOut(description: "\(child).pid of \(room) names no process of this stage: \(text)") }
        let now = Moment(Date())
        Glibc.kill(process, SIGKILL)
        return now
    }

    /// The size of one file of a recording in its room; 0 before it is there.
    func size(of file: String, in room: String) -> Int {
        let meeting = progress.withLock { $0.memory.meeting }.map { "\($0)" } ?? ""
        let file = path("agents/\(room)/recordings/\(meeting)/\(file)")
        return (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    }

    /// Waits until a file of a recording has grown by so many bytes.
    func recordsOn(_ file: String, in room: String, bytes: Int) async throws {
        let before = size(of: file, in: room)
        try await eventually("\(file) of \(room) grows by \(bytes) bytes", within: 40) {
            size(of: file, in: room) >= before + bytes
        }
    }

    // MARK: People

    /// The acts that the service has acknowledged so far.
    var acts: [String] { progress.withLock { $0.acts } }

    /// Plays on up to and including the first scene of that title.
    func play(through title: String) async throws {
        let next = progress.withLock { $0.next }
        guard let last = scenes[next...].firstIndex(where: { $0.title.hasPrefix(title) }) else {
            throw Ran.TimedOut(description: "no scene is called \(title)")
        }
        for scene in scenes[next...last] { try await play(scene) }
    }

    /// The next meeting, by the same people in the same rooms.
    func beginAnew() { progress.withLock { $0 = Progress() } }

    func playToTheEnd() async throws {
        for scene in scenes[progress.withLock({ $0.next })...] { try await play(scene) }
    }

    private func play(_ scene: Scene) async throws {
        let played = Mutex<String?>(nil)
        let memory = try await player.play([scene], from: progress.withLock { $0.memory }) { event in
            if case .done(let done) = event { played.withLock { $0 = "\(scene.procedure) \(done.name)" } }
        }
        progress.withLock { progress in
            progress.memory = memory
            progress.next += 1
            if scene.isAct, let act = played.withLock({ $0 }) { progress.acts.append(act) }
        }
    }

    /// Brings the sealed evidence home.
    func evidence() async throws -> Dossier {
        guard let meeting = progress.withLock({ $0.memory.meeting }),
            let listing = progress.withLock({ $0.memory.evidence })
        else { throw Ran.TimedOut(description: "the play has not come to its end") }
        let target = folder.appending(path: "bukti-\(meeting)")
        for file in listing.files {
            let place = target.appending(path: file)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            let path = ["meeting": "\(meeting)", "edition": listing.edition, "**": file]
            try await client.download(EvidenceCalls.file, at: path, to: place, token: keeper)
        }
        return try Dossier(target)
    }
}

extension Scene {
    /// `P02.3` of `P02.3a`, as the journal's keys begin.
    fileprivate var procedure: Substring { reference.prefix { !$0.isLowercase } }

    /// Whether the meeting's part of the journal keeps it as a person's act.
    fileprivate var isAct: Bool {
        switch deed {
        case .decide, .act: true
        case .beginCase, .caseAct, .upload, .probe, .turnAgreements, .evidence: false
        }
    }
}

/// TCP ports of the loopback that nobody uses.
enum FreePort {
    static func find() throws -> Int {
        let held = try Held()
        return held.port
    }

    /// A port that a listening socket holds until it is freed.
    final class Held {
        let port: Int
        private let descriptor: Int32

        init() throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let (descriptor, size) = (descriptor, length)
            let isHeld = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    bind(descriptor, generic, size) == 0 && listen(descriptor, 1) == 0
                        && getsockname(descriptor, generic, &length) == 0
                }
            }
            port = Int(UInt16(bigEndian: address.sin_port))
            guard isHeld else { throw Ran.TimedOut(description: "no port of the loopback is free") }
        }

        deinit { close(descriptor) }
    }
}
