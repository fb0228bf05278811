import BoundedProcess
import Digests
import Foundation
import Journal
import Meetings
import Offices
import RoomLink

/// Holding a picture of a room's screen against the page that should be on it; asked for through the journal's outbox.
struct ScreenCheckJob: Codable, Sendable {
    static let topic = "screen-check"
    let meeting: MeetingID
    let room: RoomID
    let picture: ScreenPicture
    let page: ContentHash

    var message: OutboxMessage {
        get throws {
            OutboxMessage(topic: Self.topic, lane: "\(Self.topic)-\(room)", body: Array(try JSONEncoder().encode(self)))
        }
    }

    /// The structural similarity (SSIM of luma) of the page and its place in the picture, measured by ffmpeg.
    func likeness(_ blobs: BlobStore) async throws -> Double {
        guard let screen = blobs.path(of: picture.sha256), let wanted = blobs.path(of: page) else {
            throw ControlRoomFailure.work("the picture of \(room) or its page is not in the store")
        }
        let place = "\(PagePlace.width):\(PagePlace.height):\(PagePlace.x):\(PagePlace.y)"
        let graph =
            "[0]scale=1280:720,crop=\(place),format=gray[a];"
            + "[1]scale=\(PagePlace.width):\(PagePlace.height),format=gray[b];[a][b]ssim"
        guard let seen = await MediaInput.picture(URL(fileURLWithPath: screen)),
            let meant = await MediaInput.picture(URL(fileURLWithPath: wanted))
        else { throw ControlRoomFailure.work("the picture of \(room) or its page is no PNG or JPEG") }
        let output = try await Program.ffmpeg.run(
            ["-v", "info", "-nostdin"] + seen.arguments + meant.arguments + ["-lavfi", graph, "-f", "null", "-"],
            reading: seen.files + meant.files, within: .document)
        guard let found = output.errorText.split(separator: "All:").last?.prefix(while: { $0.isNumber || $0 == "." }),
            let likeness = Double(found)
        else { throw ControlRoomFailure.work("ffmpeg did not say how alike picture and page are") }
        return likeness
    }
}
