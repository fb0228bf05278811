import ArgumentParser
import BoundedProcess
import Console
import ControlRoom
import Disk
import Foundation
import Glibc
import Logging
import Offices
import Procedures
import Reports
import Terminal

/// `rljj serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the control service: console, API, journal.",
        discussion: """
            Everything it keeps lies in the state folder: the journal, files by their \
            hash, recordings, keys. The wall is at http://127.0.0.1:8080. A listener that is \
            not loopback needs a TLS certificate, with a key that only its owner reads. It answers \
            to the address it listens on, to loopback's names and to those of the certificate; a \
            further one, such as that of a proxy in front of it, is given with --name. SIGTERM, SIGINT and SIGHUP end it in \
            order within five seconds; rooms go on recording without it and tell what happened when it is back.

            A proxy on this machine, such as nginx with TLS, needs --behind-proxy and --name with its own name; the article \
            Deployment has its configuration.

            With --policy, new cases follow an office's own choice among the derived rules \
            ("bukan dari SOP"), by a file such as

              off: [AC-032]
              on: [AC-072]

            Without it, the file policy.yaml in the state folder counts, if there is one. \
            A running case keeps the policy that it began with. A file can be tried with \
            "rljj procedures check --policy FILE"; GET /api/policy shows what counts.

            Programs that open files of others (ffmpeg, poppler, WeasyPrint) run confined by \
            bubblewrap, without network and with their own files only. Where the kernel does \
            not allow it they run under limits of time and memory alone; a log line at the \
            start and the wall say so.

            Holiday tables come with the program; "rljj calendar add" takes in a year's \
            new one, also while the service runs.
            """
    )

    @Option(help: ArgumentHelp("Folder for all that the service keeps.", valueName: "dir"))
    var state = ".state"

    @Option(help: ArgumentHelp("Folder with one YAML file per room.", valueName: "dir"))
    var rooms: String?

    @Option(help: ArgumentHelp("File that switches derived rules off or on.", valueName: "file"))
    var policy: String?

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("TCP port to listen on; 0 lets the system choose.", valueName: "port"))
    var port = 8080

    @Option(
        name: .customLong("name"),
        help: ArgumentHelp("Further name by which it is called; may be given again.", valueName: "host"))
    var names: [String] = []

    @Option(help: ArgumentHelp("PEM file with the certificate chain.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("PEM file with the certificate's key.", valueName: "file"))
    var tlsKey: String?

    @Flag(help: "A proxy on this machine stands before it: the wall asks for a sign-in, X-Forwarded-For is believed.")
    var behindProxy = false

    @Flag(help: "Refuse to start where outside programs cannot be confined (bubblewrap).")
    var requireConfinement = false

    @Flag(help: "Go on with what the state folder holds, though it lacks what it held before.")
    var beginAnew = false

    mutating func validate() throws {
        for (option, path) in [
            ("--state", state), ("--rooms", rooms), ("--policy", policy), ("--host", host),
            ("--tls-certificate", tlsCertificate), ("--tls-key", tlsKey),
        ] { try expectNamed(option, path) }
        guard (0...65535).contains(port) else { throw ValidationError("--port \(port): allowed 0 to 65535") }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        for name in names where !Self.isHostName(name) {
            throw ValidationError("--name \(name): allowed: a host's name without a port, such as rljj.example")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
    }

    /// A name of letters, digits, hyphens and dots (RFC 1123).
    private static func isHostName(_ name: String) -> Bool {
        (1...253).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    func run() async throws {
        try expectLimits(.service)
        if let line = Preflight.line() { throw fail(line, status: .missing) }
        // What it and its outside programs write is for its owner alone, whatever the shell says.
        umask(0o077)
        let confinement = await Confinement.inForce()
        if requireConfinement, !confinement.isFull {
            throw fail("--require-confinement: \(confinement)", status: .missing)
        }
        guard let folder = rooms ?? ProjectFolder.find("Rooms") else {
            throw fail("no folder Rooms here or beside the program; give --rooms DIR")
        }
        do {
            try listener.check()
            try await serve(rooms: try RoomFolder.read(folder))
        } catch {
            throw told(error)
        }
    }

    private var listener: Console.Listener {
        Console.Listener(
            host: host, port: port, names: names,
            tls: tlsCertificate.flatMap { chain in tlsKey.map { Console.Listener.Certificate(chain: chain, key: $0) } },
            isBehindProxy: behindProxy)
    }

    /// The file given, else the one in the state folder, else what the program comes with.
    private func chosenPolicy(in folder: StateFolder) throws -> Policy {
        let rules = try Policy.load()
        if let policy { return try rules.switched(byFile: policy) }
        return FileManager.default.fileExists(atPath: folder.policy) ? try rules.switched(byFile: folder.policy) : rules
    }

    /// What the time of day would be, had nobody set it since now: from the machine's steady clock.
    private static func steadyClock() -> @Sendable () -> Moment {
        let (began, wall) = (ContinuousClock.now, Moment(Date()))
        return { wall.advanced(bySeconds: (ContinuousClock.now - began) / .seconds(1)) }
    }

    private func serve(rooms: [Room]) async throws {
        var logger = Logger(label: "rljj") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let confinement = await Confinement.inForce()
        logger.log(level: confinement.isFull ? .notice : .warning, "\(confinement)")
        try await OffPool.run { Scratch.clear() }
        let folder = try StateFolder(path: URL(fileURLWithPath: state).path)
        let control = try await ControlRoom.open(
            folder: folder, rooms: rooms, policy: try chosenPolicy(in: folder), beginAnew: beginAnew,
            steady: Self.steadyClock(), clock: { Moment(Date()) })
        for line in await control.stateRemarks { logger.warning("\(line)") }
        let duties = control.beginDuties { [logger] in logger.error("\($0)") }
        let address = "\(folder.path)/service.url"
        do {
            try await whileKept(by: control, logger) { [listener, logger] in
                try await Console(control, logger: logger).run(listener) { port in
                    EndWatch.begin()
                    let url = listener.url(port: port)
                    do { try DurableFile.write(Data(url.utf8), to: address) } catch { logger.error("\(error)") }
                    print("Ruang Kendali: \(url)  (state in \(folder.path))")
                }
            }
        } catch {
            await duties.end()
            throw error
        }
        unlink(address)
        // First what may be waiting for a program that hangs, then the journal.
        await duties.end()
        try await control.close()
    }
}
