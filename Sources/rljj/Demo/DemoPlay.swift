import ControlRoom
import Disk
import Foundation
import Offices
import Rehearsal
import Reports
import Terminal

/// One performance: service and agents as processes, people over HTTP, evidence brought home.
struct DemoPlay: Sendable {
    let setting: DemoSetting
    let beginning: Script.Beginning
    let stage: Stage
    let pace: Double
    let port: Int

    private var state: String { "\(stage.folder)/state" }
    private var logs: [String] { ["service"] + setting.rooms.map(\.id.description) }

    func run() async throws {
        let (host, proposer) = (try host, try proposer)
        let people = Cast(host: host, invited: invited, proposer: proposer, at: Moment(Date()))
        let script = try Script(
            host: host, invited: invited, proposer: proposer, cast: people, beginning: beginning)
        let cast = try enrol(people)
        try writeRooms()
        try stage.start(
            "rljj", ["serve", "--state", state, "--rooms", "\(stage.folder)/rooms", "--port", "\(port)"], log: "service"
        )
        let url = try await serviceURL()
        print("Konsol: \(url)")
        for room in setting.rooms { try startAgent(room, url: url) }
        let client = ServiceClient(base: url)
        // Nobody hands materials in before the first acts are played: meanwhile they are drawn.
        let drawing = Task { try await decks() }
        defer { drawing.cancel() }
        let player = Player(
            client: client, cast: cast, offices: setting.directory.offices, pace: pace, clock: { Moment(Date()) },
            sleep: { try await pause($0) },
            materials: { office in
                let decks = try await withTaskCancellationHandler {
                    try await drawing.value
                } onCancel: {
                    drawing.cancel()
                }
                return try Data(contentsOf: decks[office] ?? URL(fileURLWithPath: "/dev/null"))
            })
        let memory = try await player.play(script.scenes) { DemoLines.show($0) }
        try await fetchEvidence(memory, client: client, cast: cast)
    }

    private var host: Office { get throws { try known(setting.rooms.first?.office) } }
    private var proposer: Office {
        get throws {
            let host = try host
            return host.kind == .direktorat
                ? host : try known(setting.directory.offices.first { "\($0.id)" == DemoHost.proposer })
        }
    }
    private var invited: [Office] {
        setting.rooms.dropFirst().map(\.office).sorted { ($0.zone, $0.id) < ($1.zone, $1.id) }
    }

    private func known(_ office: Office?) throws -> Office {
        guard let office else { throw DemoFailure(line: "an office that the demo needs is not there") }
        return office
    }

    /// Makes the persons in the state folder; from here on they act with their tokens alone.
    private func enrol(_ cast: Cast) throws -> [(member: Cast.Member, token: String)] {
        var people = try People(path: StateFolder(path: state).people)
        return try cast.members.map { ($0, try people.add($0.person)) }
    }

    private func writeRooms() throws {
        try FileManager.default.createDirectory(atPath: "\(stage.folder)/rooms", withIntermediateDirectories: true)
        for room in setting.rooms {
            try DurableFile.write(RoomText.text(room), to: "\(stage.folder)/rooms/\(room.id).yaml")
        }
    }

    private func serviceURL() async throws -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if let url = try? String(contentsOfFile: "\(state)/service.url", encoding: .utf8) { return url }
            if let casualty = stage.casualty(logs) { throw DemoFailure(line: casualty) }
            try await pause(0.1)
        }
        throw DemoFailure(line: "the service does not answer: \(stage.lastLine(of: "service"))", status: .failed)
    }

    private func startAgent(_ room: Room, url: String) throws {
        let id = room.id.description
        try stage.start(
            "rljj-room",
            [
                "run", "--room", "\(stage.folder)/rooms/\(id).yaml", "--service", url, "--secret-file",
                "\(state)/keys/\(id).secret", "--state", stage.agentState(room.id),
            ] + ProjectFolder.pipelines, log: id)
    }

    /// The PDF of each office: the one given, or a deck with sample data drawn for it.
    private func decks() async throws -> [OfficeID: URL] {
        var decks: [OfficeID: URL] = [:]
        for office in [try proposer] + invited {
            if let given = setting.materials {
                decks[office.id] = given
            } else {
                let pdf = URL(fileURLWithPath: "\(stage.folder)/\(office.id).pdf")
                try await SampleDeck.make(office: office.name, to: pdf)
                decks[office.id] = pdf
            }
        }
        return decks
    }

    private func fetchEvidence(
        _ memory: Memory, client: ServiceClient, cast: [(member: Cast.Member, token: String)]
    ) async throws {
        guard let meeting = memory.meeting, let listing = memory.evidence,
            let keeper = cast.first(where: { $0.member.post.role == (try? host)?.kind.displayOperator })
        else { return }
        let courier = EvidenceCourier(client: client, token: keeper.token, meeting: meeting)
        try await courier.fetch(listing, to: setting.output)
    }
}

/// Sleeps, and ends at once when the demo is interrupted.
func pause(_ seconds: Double) async throws { try await Task.sleep(for: .seconds(seconds)) }
