import Engine
import Foundation
import Journal
import Offices

@testable import ControlRoom

extension SignInOrigin {
    /// A stranger at an address of its own.
    static let here = SignInOrigin(address: .unknown)

    static func at(_ address: String, device: String? = nil) throws -> SignInOrigin {
        SignInOrigin(address: try PeerAddress(address).unwrapped(), device: device)
    }
}

extension AccountsDesk {
    func signIn(_ name: SignInName, password: String) async throws -> SignedIn {
        try await signIn(name, password: password, from: .here)
    }
}

extension AuditDesk {
    /// The sign-ins and denials that the audit has.
    func accesses() async throws -> [AccessEntry] {
        try await engine.journal.events(of: EventCodec.access).map {
            try JSONDecoder().decode(AccessEntry.self, from: Data($0.payload))
        }
    }

    /// The changes of rights that the audit has.
    func rightsChanges() async throws -> [RightsChange] {
        try await engine.journal.events(of: EventCodec.rights).map {
            try JSONDecoder().decode(RightsChange.self, from: Data($0.payload))
        }
    }
}

extension PasswordHash.Cost {
    /// Next to nothing, for tests.
    static let cheap = PasswordHash.Cost(rounds: 16, blockSize: 1, parallelism: 1)
}
