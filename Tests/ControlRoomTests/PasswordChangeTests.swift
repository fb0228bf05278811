import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Changing one's own password.
struct PasswordChangeTests {
    @Test("One's own password is changed with the old one; all but the session that asks ends")
    func changed() async throws {
        try await SignInTests.run { service, control, sari in
            let name = SignInName.person(sari.id)
            let own = try await control.accounts.signIn(name, password: SignInTests.password)
            let other = try await control.accounts.signIn(name, password: SignInTests.password)
            let new = "gunung lipat sepatu kabut"
            func change(_ current: String, _ new: String, by proof: Accounts.Proof? = nil) async throws {
                try await control.accounts.changePassword(
                    of: sari, from: current, to: new, by: proof ?? .session(own.session.id),
                    at: SignInOrigin(address: .unknown, device: own.device))
            }
            await #expect(throws: SignInRefusal.wrong) { try await change("salah sekali itu", new) }
            await #expect(throws: Password.Refusal.length(6)) { try await change(SignInTests.password, "pendek") }
            let strong = "kuda benar baterai"
            await #expect(throws: PasswordChangeRefusal.same) { try await change(strong, strong) }
            await #expect(throws: PasswordChangeRefusal.noSession) {
                try await change(SignInTests.password, new, by: .token(PersonalTokenID(at: service.now())))
            }
            #expect(await control.accounts.person(bearing: other.text) != nil, "refused changes end nothing")
            try await change(SignInTests.password, new)
            #expect(await control.accounts.person(bearing: own.text) != nil)
            #expect(await control.accounts.person(bearing: other.text) == nil)
            await #expect(throws: SignInRefusal.wrong) {
                try await control.accounts.signIn(name, password: SignInTests.password)
            }
            // The device of the session that asked is still known, the other's is not.
            let kept = try People(path: service.folder.people).accounts.devices.values.filter { $0.person == sari.id }
            #expect(kept.count == 1)
            _ = try await control.accounts.signIn(name, password: new)
            let changes = try await control.audits.rightsChanges().flatMap(\.changes)
            #expect(changes.contains { $0.kind == .passwordSet && $0.person == sari.id })
        }
    }

    @Test("Guessing the old password to change it is slowed down as guessing at the door is")
    func changeGuessed() async throws {
        try await SignInTests.run { _, control, sari in
            let session = try await control.accounts.signIn(
                .person(sari.id), password: SignInTests.password, from: .at("10.0.0.1"))
            for number in 0..<6 {
                let refusal: SignInRefusal = number < 5 ? .wrong : .wait(seconds: 15)
                await #expect(throws: refusal) {
                    try await control.accounts.changePassword(
                        of: sari, from: "tebakan \(number) saja", to: "gunung lipat sepatu kabut",
                        by: .session(session.session.id), at: .at("10.0.0.1"))
                }
            }
        }
    }
}
