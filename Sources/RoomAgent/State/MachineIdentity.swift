import Disk
import Foundation
import Glibc
import Logging
import RoomLink

/// Who this agent is, kept in its state folder: the folder's own id, and the id of the last run in it.
struct MachineIdentity: Codable, Hashable, Sendable {
    var installation: InstallationID
    var boot: BootID

    /// Begins a run: takes up the folder's id, or gives it one, and remembers the run for the next.
    ///
    /// Where the disk takes nothing the run goes on; the next one then cannot say that it follows it, and the service
    /// waits until this one is silent before it hears the next.
    static func begin(at path: String, host: String = MachineIdentity.hostName, log: Logger) -> RoomMachine {
        let before = StateFile.read(MachineIdentity.self, at: path)
        let now = MachineIdentity(
            installation: before?.installation ?? InstallationID(uuid: UUID()), boot: BootID(uuid: UUID()))
        do {
            try StateFile.save(now, to: path)
        } catch {
            log.error("\(error.line); this run cannot be followed at once by the next")
        }
        return RoomMachine(boot: now.boot, installation: now.installation, after: before?.boot, host: host)
    }

    /// As the kernel has it: the library would ask the network.
    static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, 255) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
