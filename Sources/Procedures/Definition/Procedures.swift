package import Offices

/// The procedures that a meeting follows: one version of each, checked as a whole.
package struct Procedures: Hashable, Sendable {
    /// Sorted by code.
    package let all: [Procedure]
    private let acts: [ActReference: Act]
    /// The branches on which each act lies, those that its predecessors lie on among them.
    private let conditions: [ActReference: [BranchCondition]]

    /// The definitions that come with the program, checked; read once.
    package static func load() throws(FileRefusal) -> Procedures { try embedded.get() }

    /// The definitions of the versions given, for a case that began with them.
    package static func load(versions: [ProcedureCode: Int]) throws(Refusal) -> Procedures {
        let known: Procedures
        do { known = try load() } catch { throw .unusable(error) }
        for (code, version) in versions.sorted(by: { $0.key < $1.key }) {
            guard known.versions[code] == version else {
                throw .unknownVersion(code, version, known: known.versions[code])
            }
        }
        return known.restricted(to: Set(versions.keys))
    }

    /// A case that began with fewer procedures keeps to them.
    private func restricted(to codes: Set<ProcedureCode>) -> Procedures {
        codes == Set(versions.keys) ? self : Procedures(self, only: codes)
    }

    private init(_ whole: Procedures, only codes: Set<ProcedureCode>) {
        all = whole.all.filter { codes.contains($0.code) }
        acts = whole.acts.filter { codes.contains($0.key.procedure) }
        conditions = whole.conditions.filter { codes.contains($0.key.procedure) }
    }

    /// Why a case's versions cannot be followed.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unusable(FileRefusal)
        case unknownVersion(ProcedureCode, Int, known: Int?)

        package var description: String {
            switch self {
            case .unusable(let refusal):
                return refusal.description
            case .unknownVersion(let code, let version, let known):
                let has = known.map { "this program has version \($0)" } ?? "this program has none"
                return "the case follows \(code.rawValue) version \(version); \(has): use the program it began with"
            }
        }
    }

    /// The version of each procedure.
    package var versions: [ProcedureCode: Int] {
        Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.version) })
    }

    /// A procedure; `nil` when it is not among these.
    package subscript(_ code: ProcedureCode) -> Procedure? { all.first { $0.code == code } }

    /// An act; `nil` when no procedure has it.
    package subscript(_ reference: ActReference) -> Act? { acts[reference] }

    /// The procedure that prepares the offices of a kind, and so lets them be invited.
    package func preparing(_ kind: OfficeKind) -> Procedure? { all.first { $0.unit == kind && $0.ready != nil } }

    /// The branches on which an act lies by itself and by what must come before it.
    func conditions(of reference: ActReference) -> [BranchCondition] { conditions[reference] ?? [] }

    init(files: [ProcedureFile]) throws(FileRefusal) {
        let checker = Checker(files: files)
        guard checker.problems.isEmpty else { throw FileRefusal(checker.problems) }
        all = files.map(\.procedure).sorted { $0.code < $1.code }
        acts = checker.acts
        conditions = checker.conditions
    }

    private static let embedded: Result<Procedures, FileRefusal> = {
        let definitions: [(String, [UInt8])] = [
            ("P02.yaml", PackageResources.P02_yaml),
            ("P06.yaml", PackageResources.P06_yaml),
            ("P09.yaml", PackageResources.P09_yaml),
        ]
        return parse(definitions)
    }()

    /// Reads and checks a set of definitions; the problems of all files come together.
    static func parse(_ definitions: [(file: String, bytes: [UInt8])]) -> Result<Procedures, FileRefusal> {
        var files: [ProcedureFile] = []
        var problems: [FileProblem] = []
        for (file, bytes) in definitions {
            do {
                files.append(try ProcedureFile.parse(bytes: bytes, file: file))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { return .failure(FileRefusal(problems)) }
        do {
            return .success(try Procedures(files: files))
        } catch {
            return .failure(error)
        }
    }
}
