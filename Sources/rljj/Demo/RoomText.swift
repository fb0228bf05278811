import Foundation
import Offices

/// Writes a room as a file that the room reader reads again: JSON, which is YAML too.
enum RoomText {
    static func text(_ room: Room) throws -> Data {
        let sections = room.office.sections.map { ["id": $0.id.description, "name": $0.name] }
        var office: [String: Any] = [
            "name": room.office.name, "kind": room.office.kind.rawValue, "zone": room.office.zone.rawValue,
            "sections": sections,
        ]
        office["parent"] = room.office.parent?.description
        let value: [String: Any] = [
            "name": room.name, "office": office, "camera": camera(room.camera),
            "microphone": microphone(room.microphone),
            "screen": screen(room.screen), "loudspeaker": loudspeaker(room.loudspeaker),
        ]
        return try JSONSerialization.data(
            withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    private static func camera(_ camera: Camera) -> [String: Any] {
        switch camera {
        case .test: ["kind": "test"]
        case .clip(let path): ["kind": "clip", "path": path]
        case .v4l2(let device): ["kind": "v4l2", "device": device]
        case .pipewire(let node): ["kind": "pipewire", "node": node]
        }
    }

    private static func microphone(_ microphone: Microphone) -> [String: Any] {
        switch microphone {
        case .test(let tone): ["kind": "test", "tone": tone]
        case .clip(let path): ["kind": "clip", "path": path]
        case .pulse(let source): ["kind": "pulse", "source": source]
        case .alsa(let device): ["kind": "alsa", "device": device]
        }
    }

    private static func screen(_ screen: Screen) -> [String: Any] {
        switch screen {
        case .headless: ["kind": "headless"]
        case .window(nil): ["kind": "window"]
        case .window(let display?): ["kind": "window", "display": display]
        }
    }

    private static func loudspeaker(_ loudspeaker: Loudspeaker) -> [String: Any] {
        switch loudspeaker {
        case .headless: ["kind": "headless"]
        case .pulse(let sink): ["kind": "pulse", "sink": sink]
        case .alsa(let device): ["kind": "alsa", "device": device]
        }
    }
}
