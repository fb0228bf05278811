package import Digests
package import Offices

/// How far a recording's file has come up to the service.
package struct UploadState: Hashable, Sendable, Codable {
    /// Numbers of the 8 MiB chunks that are on the service's disk, ascending from 0.
    package var received: [Int]
    /// The whole file is there and its hash is the one that the room gave: the receipt.
    package var complete: Bool
    /// Why the service will never take this file, whatever is sent again; `nil` for one that it waits for or has.
    package var refused: String?
    /// The bytes that the service holds under this name; a room lets go of its own only when they are the same. `nil`
    /// while the file is not whole, and from a service of before.
    package var held: UploadSeal?

    package init(received: [Int], complete: Bool, refused: String? = nil, held: UploadSeal? = nil) {
        (self.received, self.complete, self.refused, self.held) = (received, complete, refused, held)
    }
}

/// The room's word on a whole file, after its last chunk.
package struct UploadSeal: Hashable, Sendable, Codable {
    package var bytes: Int64
    package var sha256: ContentHash

    package init(bytes: Int64, sha256: ContentHash) {
        (self.bytes, self.sha256) = (bytes, sha256)
    }

    /// Bytes in every chunk but the last.
    package static let chunkSize = 8 * 1024 * 1024
}

/// The service's clock, said with every answer that has nothing else to say.
package struct ServiceClock: Hashable, Sendable, Codable {
    package var serviceTime: Moment
    /// How far its journal stood.
    package var standing: Standing?

    package init(serviceTime: Moment, standing: Standing? = nil) {
        (self.serviceTime, self.standing) = (serviceTime, standing)
    }
}
