import ControlRoom
import HTTPTypes
import Offices
import RoomLink

extension ErrorMiddleware {
    /// A machine that is not heard is told which one is, and how a person chooses between them.
    static func answer(to error: RoomSeatRefusal) -> (HTTPResponse.Status, ErrorAnswer) {
        switch error {
        case .taken(let room, let holder, let heard, let mayWait):
            let other = "\(holder.boot.tag)\(holder.host.isEmpty ? "" : " (\(holder.host))")"
            let remedy =
                mayWait
                ? (
                    "ulangi; mesin ini didengar bila mesin itu diam",
                    "try again: this one is heard when that one is silent"
                )
                : (
                    "Operator RKO memilih di /api/machines, atau pengelola dengan rljj rooms choose \(room) MESIN",
                    "an Operator RKO chooses at /api/machines, an administrator by rljj rooms choose \(room) MACHINE"
                )
            return (
                HTTPResponse.Status(code: 423, reasonPhrase: "Locked"),
                ErrorAnswer(
                    rule: "machine", act: nil,
                    message: "untuk ruang \(room) yang didengar mesin \(other), terakhir \(heard); \(remedy.0)",
                    english: "machine \(other) speaks for room \(room), last heard \(heard); \(remedy.1)")
            )
        case .unknown(let boot, let known):
            let list = known.map(\.description).joined(separator: ", ")
            return (
                .unprocessableContent,
                ErrorAnswer(
                    rule: "machine", act: nil, message: "mesin \(boot) tidak dikenal; yang dikenal: \(list)",
                    english: "machine \(boot) is not known; known are: \(list)")
            )
        case .noRoom(let room):
            return (
                .notFound,
                ErrorAnswer(
                    rule: "path", act: nil, message: "belum ada mesin yang terdengar untuk ruang \(room)",
                    english: "no machine was heard for room \(room) yet")
            )
        }
    }
}
