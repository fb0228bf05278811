import Offices

/// Every version of every definition that the program carries; a case follows the versions it began with.
struct Library: Sendable {
    /// The newest version of each procedure.
    let newest: Procedures
    let policy: Policy
    private let editions: [ProcedureCode: [Int: Procedure]]
    /// The sets that cases begin with today, made once: thousands of cases share them.
    private let made: [[ProcedureCode: Int]: Procedures]

    /// Checks the newest versions together; older ones were checked when they were the newest.
    init(files: [ProcedureFile], policy: PolicyFile) throws(FileRefusal) {
        var editions: [ProcedureCode: [Int: Procedure]] = [:]
        var problems: [FileProblem] = []
        for file in files {
            let (code, version) = (file.procedure.code, file.procedure.version)
            if editions[code]?[version] != nil {
                let text = "is \(code.rawValue) version \(version) a second time; allowed: each version once"
                problems.append(FileProblem(file: file.file, line: nil, text: text))
            }
            editions[code, default: [:]][version] = file.procedure
        }
        let newest = files.filter { $0.procedure.version == editions[$0.procedure.code]?.keys.max() }
        problems += Checker(files: newest, policy: policy).problems
        guard problems.isEmpty else { throw FileRefusal(problems) }
        let all = Procedures(newest.map(\.procedure))
        let sets = [all] + Course.allCases.map { all.following($0) }
        made = Dictionary(sets.map { ($0.versions, $0) }, uniquingKeysWith: { first, _ in first })
        self.newest = all
        self.editions = editions
        self.policy = policy.policy
    }

    /// The procedures of the versions given, by the policy with the switches given.
    func edition(
        _ versions: [ProcedureCode: Int], switches: PolicySwitches = .none
    ) throws(Procedures.Refusal) -> Procedures {
        let policy: Policy
        do { policy = try self.policy.switched(switches) } catch { throw .policy(error) }
        if policy.switches.isEmpty, let known = made[versions] { return known }
        var procedures: [Procedure] = []
        for (code, version) in versions.sorted(by: { $0.key < $1.key }) {
            let known = editions[code] ?? [:]
            guard let procedure = known[version] else {
                throw .unknownVersion(code, version, known: known.keys.sorted())
            }
            procedures.append(procedure)
        }
        let edition = Procedures(procedures)
        return policy.switches.isEmpty ? edition : edition.applying(policy)
    }

    static let embedded: Result<Library, FileRefusal> = parse(definitions + earlier)

    /// Reads and checks a set of definitions with their policy; the problems of all files come together.
    static func parse(
        _ definitions: [(file: String, bytes: [UInt8])], policy: (file: String, bytes: [UInt8]) = rules
    ) -> Result<Library, FileRefusal> {
        var files: [ProcedureFile] = []
        var problems: [FileProblem] = []
        for (file, bytes) in definitions {
            do {
                files.append(try ProcedureFile.parse(bytes: bytes, file: file))
            } catch {
                problems += error.problems
            }
        }
        var read: PolicyFile?
        do { read = try PolicyFile.parse(bytes: policy.bytes, file: policy.file) } catch { problems += error.problems }
        guard problems.isEmpty, let read else { return .failure(FileRefusal(problems)) }
        do {
            return .success(try Library(files: files, policy: read))
        } catch {
            return .failure(error)
        }
    }

    private static let rules: (file: String, bytes: [UInt8]) = ("policy.yaml", PackageResources.policy_yaml)

    private static let definitions: [(file: String, bytes: [UInt8])] = [
        ("P01.yaml", PackageResources.P01_yaml), ("P02.yaml", PackageResources.P02_yaml),
        ("P03.yaml", PackageResources.P03_yaml), ("P04.yaml", PackageResources.P04_yaml),
        ("P05.yaml", PackageResources.P05_yaml), ("P06.yaml", PackageResources.P06_yaml),
        ("P07.yaml", PackageResources.P07_yaml), ("P08.yaml", PackageResources.P08_yaml),
        ("P09.yaml", PackageResources.P09_yaml), ("P10.yaml", PackageResources.P10_yaml),
        ("P11.yaml", PackageResources.P11_yaml), ("P12.yaml", PackageResources.P12_yaml),
        ("P13.yaml", PackageResources.P13_yaml), ("P14.yaml", PackageResources.P14_yaml),
    ]

    /// The versions before, for the cases that began with them; never changed again.
    private static let earlier: [(file: String, bytes: [UInt8])] = [
        ("P01-1.yaml", PackageResources.P01_1_yaml), ("P02-1.yaml", PackageResources.P02_1_yaml),
        ("P03-1.yaml", PackageResources.P03_1_yaml), ("P09-1.yaml", PackageResources.P09_1_yaml),
        ("P10-1.yaml", PackageResources.P10_1_yaml), ("P11-1.yaml", PackageResources.P11_1_yaml),
        ("P12-1.yaml", PackageResources.P12_1_yaml), ("P13-1.yaml", PackageResources.P13_1_yaml),
        ("P14-1.yaml", PackageResources.P14_1_yaml),
    ]
}
