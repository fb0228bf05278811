import BoundedProcess
import Foundation

/// The picture of a text as a QR code, found again in recordings and on screens.
package enum RoomCode {
    /// Draws a PNG with a margin of two modules; a text of at most 17 characters has 25 modules across with it.
    package static func draw(_ text: String, to path: String) async throws(MediaFailure) {
        let program = Program.qrencode
        do {
            let output = try await program.run(
                ["--output=-", "--size=6", "--margin=2", "--level=L", "--8bit"], reading: [],
                input: Array(text.utf8))
            try await DiskFile.write(output.standardOutput, to: path)
        } catch let failure as Program.Failure {
            throw MediaFailure(failure)
        } catch let failure as MediaFailure {
            throw failure
        } catch {
            throw .program("\(program.name): \(error.localizedDescription)")
        }
    }
}
