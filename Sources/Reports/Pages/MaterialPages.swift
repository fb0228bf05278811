import BoundedProcess
package import Foundation

/// An office's meeting materials as pictures, made from a PDF that nobody vouches for.
///
/// Poppler reads the PDF only in bounded processes of their own; the service itself looks at its first kilobyte.
package struct MaterialPages: Hashable, Sendable {
    /// The PDF's own title, or the name it was handed in under.
    package let title: String
    /// First page first; never empty.
    package let pages: [PagePicture]

    /// Bytes of the largest PDF allowed.
    package static let mostBytes: Int64 = 64 << 20
    package static let mostPages = 300
    /// Length in points that each side of a page may have: 1 to 100 inches.
    package static let sides = 72.0...7200.0
    /// The time in which all pages of a file must be drawn; 300 plain ones take about 40 s on two slow processors.
    package static let longest = Duration.seconds(180)
    /// Pixels within which every page is drawn.
    package static let frame = (width: 1280, height: 720)

    /// Checks the PDF and draws every page as large as fits within 1280×720, two at a time.
    ///
    /// The pictures are `page-001.png` and so on in `folder`, which is made when it is missing; they appear all
    /// together, or not at all. A page that poppler cannot read whole is refused, never shown white. When the calling
    /// task is cancelled, all of it ends.
    /// - Parameter name: what people call the file, for messages.
    /// - Parameter longest: the time for all pages together, by `clock`.
    /// - Parameter progress: told how many pages are done, of how many.
    package static func make(
        from pdf: URL, named name: String, into folder: URL, within longest: Duration = longest,
        clock: any Clock<Duration> = ContinuousClock(),
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws(Failure) -> MaterialPages {
        let inspection = try await check(pdf, named: name)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try await Scratch.folder(below: folder) { scratch in
                let drawn = try await Self.within(longest, clock, named: name) {
                    try await draw(inspection, of: pdf, named: name, in: scratch, progress: progress)
                }
                let pages = try drawn.map { page in
                    let kept = folder.appendingPathComponent(page.file.lastPathComponent)
                    try Beside.replace(kept, with: page.file)
                    return page.moved(to: kept)
                }
                return MaterialPages(title: inspection.title, pages: pages)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .storage(name, String(describing: error))
        }
    }

    /// The work, or a refusal when its time is up; whichever comes first ends the other.
    private static func within<Result: Sendable>(
        _ time: Duration, _ clock: any Clock<Duration>, named name: String,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await clock.sleep(for: time)
                throw Failure.tooLong(name, seconds: Int(time.components.seconds))
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    private static func draw(
        _ inspection: Inspection, of pdf: URL, named name: String, in scratch: URL,
        progress: @Sendable (Int, Int) -> Void
    ) async throws -> [PagePicture] {
        let count = inspection.pages.count
        return try await withThrowingTaskGroup(of: PagePicture.self) { group in
            var done: [PagePicture] = []
            for (index, size) in inspection.pages.enumerated() {
                if index >= 2, let page = try await group.next() {
                    done.append(page)
                    progress(done.count, count)
                }
                let known = inspection.complaints
                group.addTask { try await draw(page: index + 1, size, of: pdf, named: name, in: scratch, known) }
            }
            for try await page in group {
                done.append(page)
                progress(done.count, count)
            }
            return done.sorted { $0.number < $1.number }
        }
    }

    private static func draw(
        page number: Int, _ size: Inspection.Size, of pdf: URL, named name: String, in scratch: URL,
        _ known: Set<String>
    ) async throws -> PagePicture {
        let digits = String(number)
        let root = "page-" + String(repeating: "0", count: 3 - digits.count) + digits
        let (width, height) = size.fitting(frame)
        let range = ["-f", digits, "-l", digits, "-singlefile", "-cropbox"]
        let (across, down) = size.turned ? (height, width) : (width, height)
        let scale = ["-scale-to-x", "\(across)", "-scale-to-y", "\(down)"]
        let bounds = Bounds(wall: .seconds(60), cpuSeconds: 10, fileBytes: 32 << 20)
        let complaint: String?
        do {
            let output = try await Program.pdftoppm.run(
                ["-png"] + range + scale + [pdf.path, root], reading: [pdf], within: bounds, in: scratch)
            complaint = PageComplaint.grave(in: output.errorText, besides: known)
        } catch {
            switch error {
            case .missing, .cancelled, .notStarted: throw Failure.program(error)
            default: break
            }
            throw Failure.pageNotDrawn(name, page: number, String(describing: error))
        }
        if let complaint { throw Failure.pageNotDrawn(name, page: number, complaint) }
        let file = scratch.appendingPathComponent("\(root).png")
        guard let picture = try? await PagePicture.read(file, number: number) else {
            throw Failure.pageNotDrawn(name, page: number, "no picture came out of it")
        }
        return picture
    }
}
