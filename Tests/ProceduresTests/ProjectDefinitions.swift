import Foundation
import Offices
import Testing

@testable import Procedures

/// The definition files of the project, by their names.
enum ProjectDefinitions {
    static let all: [(file: String, bytes: [UInt8])] = [
        ("P01.yaml", PackageResources.P01_yaml), ("P02.yaml", PackageResources.P02_yaml),
        ("P03.yaml", PackageResources.P03_yaml), ("P04.yaml", PackageResources.P04_yaml),
        ("P05.yaml", PackageResources.P05_yaml), ("P06.yaml", PackageResources.P06_yaml),
        ("P07.yaml", PackageResources.P07_yaml), ("P08.yaml", PackageResources.P08_yaml),
        ("P09.yaml", PackageResources.P09_yaml), ("P10.yaml", PackageResources.P10_yaml),
        ("P11.yaml", PackageResources.P11_yaml), ("P12.yaml", PackageResources.P12_yaml),
        ("P13.yaml", PackageResources.P13_yaml), ("P14.yaml", PackageResources.P14_yaml),
    ]

    static let policy: (file: String, bytes: [UInt8]) = ("policy.yaml", PackageResources.policy_yaml)

    /// What is wrong with the definitions and their policy when one text of one file is replaced.
    static func problems(_ file: String, _ old: String, _ new: String) throws -> [String] {
        func changed(_ source: (file: String, bytes: [UInt8])) throws -> (file: String, bytes: [UInt8]) {
            guard source.file == file else { return source }
            var text = String(decoding: source.bytes, as: UTF8.self)
            text.replaceSubrange(try #require(text.firstRange(of: old), "\(old) does not stand in \(file)"), with: new)
            return (file, Array(text.utf8))
        }
        switch Library.parse(try all.map(changed), policy: try changed(policy)) {
        case .success: return []
        case .failure(let refusal): return refusal.problems.map(\.description)
        }
    }
}
