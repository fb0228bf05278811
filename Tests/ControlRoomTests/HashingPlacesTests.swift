import Foundation
import Offices
import Testing

@testable import ControlRoom

/// Who waits for whom while passwords are hashed.
struct HashingPlacesTests {
    @Test("A known device's hash waits for no stranger's, and strangers' hashes are made two at a time")
    func hashingPlaces() async throws {
        let places = HashingPlaces()
        for _ in 0..<HashingPlaces.mostStrangers { await places.enter(known: false) }
        let (order, told) = AsyncStream<String>.makeStream()
        let third = Task {
            await places.enter(known: false)
            told.yield("stranger")
        }
        // All places of strangers are taken and stay so: a known device has one at once.
        await places.enter(known: true)
        let second = Task {
            await places.enter(known: true)
            told.yield("known")
        }
        while await places.waiting < 2 { await Task.yield() }
        // A stranger's place that comes free goes to the known device first.
        await places.leave(known: false)
        var heard = order.makeAsyncIterator()
        #expect(await heard.next() == "known")
        await places.leave(known: true)
        #expect(await heard.next() == "stranger")
        for task in [second, third] { await task.value }
    }

    @Test("A flood of strangers that fills every place in line leaves a known device its own")
    func floodedLine() async throws {
        try await SignInTests.run { _, control, sari in
            let device = try await control.accounts.signIn(
                .person(sari.id), password: SignInTests.password, from: .at("10.0.0.1")
            )
            .device
            await control.accounts.hashing.enter(known: false)
            await control.accounts.hashing.enter(known: false)
            let flood = (0..<HashingQueue.mostStrangers).map { number in
                Task {
                    let stranger = PersonID(at: Moment(microseconds: Int64(number)))
                    _ = try await control.accounts.signIn(
                        .person(stranger), password: "salah", from: .at("10.1.0.\(number)"))
                }
            }
            while await control.accounts.hashing.waiting < HashingQueue.mostStrangers { await Task.yield() }
            await #expect(throws: SignInRefusal.busy) {
                try await control.accounts.signIn(
                    .person(sari.id), password: SignInTests.password, from: .at("10.0.0.1"))
            }
            // No stranger's hash ends before hers.
            _ = try await control.accounts.signIn(
                .person(sari.id), password: SignInTests.password, from: .at("10.0.0.1", device: device))
            await control.accounts.hashing.leave(known: false)
            await control.accounts.hashing.leave(known: false)
            for task in flood { await #expect(throws: SignInRefusal.wrong) { try await task.value } }
        }
    }
}
