/// A meeting room and its devices, as one file in `Rooms/` describes them.
package struct Room: Hashable, Sendable, Codable {
    package let id: RoomID
    /// What people call the room, at most 80 characters on one line.
    package let name: String
    package let office: Office
    package let camera: Camera
    package let microphone: Microphone
    package let screen: Screen
    package let loudspeaker: Loudspeaker

    package init(
        id: RoomID, name: String, office: Office, camera: Camera, microphone: Microphone, screen: Screen,
        loudspeaker: Loudspeaker
    ) {
        (self.id, self.name, self.office) = (id, name, office)
        (self.camera, self.microphone) = (camera, microphone)
        (self.screen, self.loudspeaker) = (screen, loudspeaker)
    }
}

/// Where a room's picture comes from.
package enum Camera: Hashable, Sendable, Codable {
    /// Draws the room's name, a clock, a moving figure and the room's own code.
    case test
    /// A file played in a loop.
    case clip(path: String)
    /// A capture device by its kernel path, such as `/dev/video0`.
    case v4l2(device: String)
    /// A PipeWire node by its name.
    case pipewire(node: String)
}

/// Where a room's sound comes from.
package enum Microphone: Hashable, Sendable, Codable {
    /// A spoken voice and a tone of this frequency, in hertz (200 to 4000), unique to the room.
    case test(tone: Int)
    /// A file played in a loop; when it is the camera's file too, both stay together.
    case clip(path: String)
    /// A PulseAudio or PipeWire source by its name.
    case pulse(source: String)
    /// An ALSA device such as `hw:1,0`.
    case alsa(device: String)
}

/// Where a room sees the meeting.
package enum Screen: Hashable, Sendable, Codable {
    /// No monitor: drawn all the same, so that its picture can be taken.
    case headless
    /// A window on an X display such as `:0`; without one, the agent starts its own Xvfb.
    case window(display: String?)
}

/// Where a room hears the meeting.
package enum Loudspeaker: Hashable, Sendable, Codable {
    /// No loudspeaker: decoded and measured all the same.
    case headless
    /// A PulseAudio or PipeWire sink by its name.
    case pulse(sink: String)
    /// An ALSA device such as `hw:0,0`.
    case alsa(device: String)
}
