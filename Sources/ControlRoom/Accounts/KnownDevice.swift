package import Foundation
package import Offices

/// A known device, by an id that may be shown.
package struct DeviceID: Identifier {
    package let uuid: UUID
    package init(uuid: UUID) { self.uuid = uuid }
}

/// A browser in which a person has signed in before; the secret that it keeps is not here.
///
/// It opens nothing. Somebody else's wrong passwords do not keep a person out who has one.
package struct KnownDevice: Hashable, Sendable, Codable, Identifiable {
    package let id: DeviceID
    package let person: PersonID
    package let made: Moment
    /// The last sign-in from it.
    package internal(set) var used: Moment

    /// A device is forgotten half a year after its last sign-in, in seconds.
    package static let memory = 15_552_000.0
    /// Devices that one person may have at a time; the longest unused one gives way.
    static let most = 10

    func isKnown(at moment: Moment) -> Bool { moment < used.advanced(bySeconds: Self.memory) }
}

extension Accounts {
    /// The person's device that has that secret; `nil` for another person's, a forgotten one, and any other text.
    func device(_ text: String?, of person: PersonID, at now: Moment) -> KnownDevice? {
        guard let hash = text.flatMap({ TokenHash(of: $0) }), let device = devices[hash], device.person == person else {
            return nil
        }
        return device.isKnown(at: now) ? device : nil
    }

    /// Notes a sign-in from a device, and gives the secret that it is to keep: its own, or a fresh one.
    mutating func recognise(_ text: String?, of person: PersonID, at now: Moment) -> String {
        if let text, device(text, of: person, at: now) != nil, let hash = TokenHash(of: text) {
            devices[hash]?.used = now
            return text
        }
        let own = devices.filter { $0.value.person == person }.sorted { $0.value.used < $1.value.used }
        for (hash, _) in own.dropLast(KnownDevice.most - 1) { devices[hash] = nil }
        let fresh = BearerToken.make()
        if let hash = TokenHash(of: fresh) {
            devices[hash] = KnownDevice(id: DeviceID(at: now), person: person, made: now, used: now)
        }
        return fresh
    }
}
