import Offices
import Testing

@testable import Procedures

/// One change of one definition that a careless hand could make.
struct Mutant: CustomTestStringConvertible {
    let kind: Kind
    let code: ProcedureCode
    /// The act changed; `nil` for a change of the procedure itself.
    let act: ActReference?
    /// What was changed, such as `roles [oc-kpp] for [kasi-pdi-kpp]`.
    let change: String
    let procedure: Procedure

    var testDescription: String { "\(kind.rawValue): \(act?.description ?? code.rawValue), \(change)" }

    /// What can go wrong with a definition.
    enum Kind: String, CaseIterable {
        case after, until, due, assigns, only, branch
        case guardCondition = "guard"
        case policy, basis, returns, reopens, oral, optional, repeats, form, papers, object, copies
        case dropRole = "drop role"
        case swapRole = "swap role"
        case addRole = "add role"
        case dropAct = "drop act"
        case chain, input
    }

    /// What became of a mutant.
    enum Fate: Hashable {
        /// The checker reports it: such a program does not start.
        case rejected
        /// A case played by the tables goes otherwise; the first place.
        case playedOtherwise(String)
        /// Only the comparison with the table sees it: papers, labels and lines open no act.
        case readOtherwise(String)
        case survived
    }
}

/// The definitions as they are, to be changed one by one.
struct MutantBed {
    let files: [ProcedureFile]
    let policy: PolicyFile
    let texts: [ProcedureCode: ExpectedProcedure]
    let scripts: [ProcedureCode: [ExpectedScript]]

    /// Read once for all mutants.
    static let shared = Result { try MutantBed() }

    private init() throws {
        files = try ProjectDefinitions.all.map { try ProcedureFile.parse(bytes: $0.bytes, file: $0.file) }
        policy = try PolicyFile.parse(bytes: ProjectDefinitions.policy.bytes, file: ProjectDefinitions.policy.file)
        texts = try ExpectedText.all.get()
        scripts = try ExpectedScript.all.get()
    }

    subscript(_ code: ProcedureCode) -> Procedure? { files.first { $0.procedure.code == code }?.procedure }

    /// The definitions with one of them changed.
    func files(with mutant: Mutant) -> [ProcedureFile] {
        files.map { file in
            guard file.procedure.code == mutant.code else { return file }
            var file = file
            file.procedure = mutant.procedure
            return file
        }
    }

    func fate(of mutant: Mutant) -> Mutant.Fate {
        let changed = files(with: mutant)
        if !Checker(files: changed, policy: policy).problems.isEmpty { return .rejected }
        let procedures = Procedures(changed.map(\.procedure))
        for script in scripts[mutant.code] ?? [] {
            if let found = script.difference(in: procedures) { return .playedOtherwise(found) }
        }
        return difference(of: mutant).map { .readOtherwise($0) } ?? .survived
    }

    /// What the comparison with the table says.
    func difference(of mutant: Mutant) -> String? { texts[mutant.code]?.differences(from: mutant.procedure).first }
}
