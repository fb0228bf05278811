import Disk
import Engine
import Foundation

extension DocketSnapshot {
    /// Replaces the file; on disk when it returns. It blocks.
    func write(to path: String) throws { try DurableFile.write(try bytes, to: path) }
}
