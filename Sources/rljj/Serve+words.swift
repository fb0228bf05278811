import ArgumentParser
import Console
import ControlRoom
import Glibc
import NIOCore
import Offices
import Terminal

extension Serve {
    /// Says why the service does not run, what is allowed and what to do; gives the exit code.
    func told(_ error: any Error) -> ExitCode {
        switch error {
        case let code as ExitCode: code
        case let error as FileRefusal: fail("\(error)")
        case let error as Console.Failure: fail("\(error)")
        case let error as IOError: fail(words(errno: error.errnoCode) ?? "--host \(host) --port \(port): \(error)")
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            fail(
                "--host \(host): is no address, and no name that this machine knows; give an address, such as 127.0.0.1"
            )
        default:
            fail("\(error)", status: ControlRoomFailure.isOfTheState(error) ? .stateFolder : .missing)
        }
    }

    private func words(errno code: Int32) -> String? {
        switch code {
        case EADDRINUSE: "port \(port) on \(host) is used by another program; give --port with a free one, or 0"
        case EACCES: "port \(port) on \(host) may not be opened by this user; give --port above 1023"
        case EADDRNOTAVAIL where host.contains(":"), EAFNOSUPPORT:
            "--host \(host): this machine has no such address, or no IPv6; give --host 127.0.0.1, or one that \"ip address\" lists"
        case EADDRNOTAVAIL:
            "--host \(host): this machine has no such address; give 127.0.0.1, or one that \"ip address\" lists"
        default: nil
        }
    }
}
