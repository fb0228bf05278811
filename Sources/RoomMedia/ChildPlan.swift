package import Digests
package import Offices
package import RoomLink

/// What an agent wants of one media process; level-triggered, the whole wanted state each time.
///
/// The first plan that a process receives builds its pipeline. Later plans of the same kind change what can change
/// while playing (`record`, outputs, pages, layouts, sites); a change that cannot be made live is refused with
/// `MediaFailure.needsRestart`, and the agent starts the process anew.
package enum ChildPlan: Hashable, Sendable, Codable {
    case capture(CapturePlan)
    case send(SendPlan)
    case preview(PreviewPlan)
    case programme(ProgrammeChildPlan)
    case display(DisplayPlan)

    package var child: ChildName {
        switch self {
        case .capture: .capture
        case .send: .send
        case .preview: .preview
        case .programme: .programme
        case .display: .display
        }
    }
}

/// Camera and microphone, encoded once: H.264 640×360 at 25 fps with a key frame at least every half second, Opus
/// 48 kHz; recorded as Matroska by a branch that comes and goes, and handed on as MPEG-TS over RTP.
package struct CapturePlan: Hashable, Sendable, Codable {
    package var room: Room
    /// Loopback ports that take the encoded stream: the sender's and the preview's.
    package var outputs: [Endpoint]
    /// The file being recorded; `nil` records nothing. A changed path ends one file and begins the next.
    package var record: String?
    /// The folder for what is made ready before the camera runs: looped clips, the voice, the code's picture.
    package var workFolder: String

    package init(room: Room, outputs: [Endpoint], record: String? = nil, workFolder: String) {
        (self.room, self.outputs, self.record, self.workFolder) = (room, outputs, record, workFolder)
    }
}

/// Takes the encoded stream from the capture process and sends it to the host.
package struct SendPlan: Hashable, Sendable, Codable {
    package var input: UInt16
    package var output: Endpoint

    package init(input: UInt16, output: Endpoint) {
        (self.input, self.output) = (input, output)
    }
}

/// Makes a small JPEG of the encoded stream twice a second.
package struct PreviewPlan: Hashable, Sendable, Codable {
    package var input: UInt16
    /// The file that always holds the newest whole picture: written aside and renamed.
    package var picture: String

    package init(input: UInt16, picture: String) {
        (self.input, self.picture) = (input, picture)
    }
}

/// Composes the sites into one 1280×720 programme at 25 fps with sound, records it, and returns it to every room with
/// that room's own sound left out.
package struct ProgrammeChildPlan: Hashable, Sendable, Codable {
    package var title: String
    package var code: String
    package var sites: [Site]
    package var returns: [RoomID: Endpoint]
    package var layout: ProgrammeLayout
    /// The page on air, a PNG on this machine.
    package var page: PageFile?
    package var record: String?
    package var workFolder: String

    package struct Site: Hashable, Sendable, Codable {
        package var room: RoomID
        package var label: String
        /// The UDP port that takes this site's stream.
        package var input: UInt16

        package init(room: RoomID, label: String, input: UInt16) {
            (self.room, self.label, self.input) = (room, label, input)
        }
    }

    package init(
        title: String, code: String, sites: [Site], returns: [RoomID: Endpoint], layout: ProgrammeLayout,
        page: PageFile? = nil, record: String? = nil, workFolder: String
    ) {
        (self.title, self.code, self.sites, self.returns) = (title, code, sites, returns)
        (self.layout, self.page, self.record, self.workFolder) = (layout, page, record, workFolder)
    }
}

/// The room's own screen and loudspeaker.
package struct DisplayPlan: Hashable, Sendable, Codable {
    package var screen: Screen
    package var loudspeaker: Loudspeaker
    /// The UDP port that takes the programme's return.
    package var input: UInt16
    package var layout: ScreenLayout
    package var page: PageFile?
    package var caption: String
    package var zone: Zone
    /// A picture of the screen that is wanted, written as PNG; a new path asks for a new picture.
    package var take: String?

    package init(
        screen: Screen, loudspeaker: Loudspeaker, input: UInt16, layout: ScreenLayout, page: PageFile? = nil,
        caption: String, zone: Zone, take: String? = nil
    ) {
        (self.screen, self.loudspeaker, self.input, self.layout) = (screen, loudspeaker, input, layout)
        (self.page, self.caption, self.zone, self.take) = (page, caption, zone, take)
    }
}

/// A page of materials or agreements as a picture on this machine.
package struct PageFile: Hashable, Sendable, Codable {
    package var hash: ContentHash
    package var path: String

    package init(hash: ContentHash, path: String) {
        (self.hash, self.path) = (hash, path)
    }
}
