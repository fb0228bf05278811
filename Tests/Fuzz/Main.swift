import Foundation

/// Feeds one parser with odd inputs until the runs or the seconds are over, whichever is later.
///
/// `fuzz list` names the parsers. `fuzz NAME SEED RUNS SECONDS LAST [KEPT]` runs one: LAST always holds the newest input,
/// so that it is there after a trap; KEPT is a folder of inputs that once did harm, `NAME-….bin`, which come first. An
/// input that takes longer than a minute ends the process by SIGALRM.
/// `fuzz NAME FILE` runs one input alone.
@main
enum Fuzz {
    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        if words == ["list"] { return print(Recipe.all.map(\.name).joined(separator: "\n")) }
        guard let recipe = Recipe.all.first(where: { $0.name == words.first }), [2, 5, 6].contains(words.count) else {
            fail("usage: fuzz list | fuzz NAME FILE | fuzz NAME SEED RUNS SECONDS LAST [KEPT]")
        }
        if words.count == 2 { return try attempt(recipe, Array(Data(contentsOf: URL(fileURLWithPath: words[1])))) }
        guard let seed = UInt64(words[1]), let runs = Int(words[2]), let seconds = Double(words[3]) else {
            fail("SEED, RUNS and SECONDS are numbers")
        }
        let last = try LastInput(path: words[4])
        let kept = words.count == 6 ? try Self.kept(of: recipe, in: words[5]) : []
        let samples = try recipe.samples()
        for input in kept + samples { try attempt(recipe, input, last) }
        var mutation = Mutation(seed: seed)
        let end = ContinuousClock.now + .seconds(seconds)
        var done = 0
        while done < runs || ContinuousClock.now < end {
            try attempt(recipe, mutation.input(from: samples), last)
            done += 1
        }
        print("\(recipe.name): \(done) inputs, seed \(seed), \(kept.count) kept ones")
    }

    private static func attempt(_ recipe: Recipe, _ input: [UInt8], _ last: LastInput? = nil) throws {
        try last?.put(input)
        alarm(60)
        defer { alarm(0) }
        // What is refused is refused: only a process that does not come back has failed.
        try? recipe.run(input)
    }

    private static func kept(of recipe: Recipe, in folder: String) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasPrefix(recipe.name + "-") }
            .map { Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))) }
    }

    private static func fail(_ words: String) -> Never {
        FileHandle.standardError.write(Data((words + "\n").utf8))
        exit(64)
    }
}

/// A file that holds the newest input, and survives the process.
private final class LastInput {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { close(descriptor) }

    func put(_ bytes: [UInt8]) throws {
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, ftruncate(descriptor, bytes.count) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }
}
