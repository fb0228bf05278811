import Foundation

extension LoopFiles {
    /// Repeats the last of `made` pictures until there are `wanted`, and gives how many there are then.
    ///
    /// - Throws: `MediaFailure.program` when a piece cannot be read or written.
    static func holdLastPicture(
        in folder: String, after made: Int, until wanted: Int
    ) async throws(MediaFailure) -> Int {
        guard made < wanted, made > 0 else { return made }
        let problem = await DiskFile.run { () -> String? in
            do {
                try Hold(folder: folder, made: made).fill(until: wanted)
                return nil
            } catch { return error.localizedDescription }
        }
        if let problem { throw .program("\(folder) cannot be written: \(problem)") }
        return wanted
    }

    /// The pieces of a picture that is to go on.
    private struct Hold {
        let folder: String
        let made: Int
        /// Pictures in a full piece.
        private let full = pieceSeconds * 25

        init(folder: String, made: Int) { (self.folder, self.made) = (folder, made) }

        func fill(until wanted: Int) throws {
            let last = try lastPicture()
            var count = made
            while count < wanted {
                // Piece by piece: together they may be larger than memory should be.
                let missing = min(full - count % full, wanted - count)
                try append(last, times: missing, to: count / full)
                count += missing
            }
        }

        /// A JPEG's start, `FF D8 FF`, does not occur in its compressed data, where `FF` is escaped.
        private func lastPicture() throws -> Data {
            let piece = try Data(contentsOf: place((made - 1) / full))
            guard let start = piece.range(of: Data([0xff, 0xd8, 0xff]), options: .backwards) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            return Data(piece[start.lowerBound...])
        }

        private func append(_ picture: Data, times: Int, to piece: Int) throws {
            let place = place(piece)
            if !FileManager.default.fileExists(atPath: place.path) { try Data().write(to: place) }
            let file = try FileHandle(forWritingTo: place)
            defer { try? file.close() }
            try file.seekToEnd()
            for _ in 0..<times { try file.write(contentsOf: picture) }
        }

        private func place(_ piece: Int) -> URL {
            URL(filePath: folder).appending(path: String(format: "picture-%05d.mjpeg", piece))
        }
    }
}
