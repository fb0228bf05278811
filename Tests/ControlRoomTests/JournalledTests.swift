import ControlRoom
import Engine
import Foundation
import Journal
import Meetings
import Offices
import RoomLink
import Testing

/// What a service knows is what its journal holds.
struct JournalledTests {
    @Test("A service started again has the very same meetings and plans")
    func restart() async throws {
        let service = try Service()
        let before = try await service.run { control in
            let id = try await control.live()
            try await control.tell(.opened(Opening(programmeReturn: Endpoint(host: "127.0.0.1", port: 40_000))))
            try await control.done(act("P09.3/air", .onAir(OnAirForm(materialsOf: Service.far.id, seen: 0))), on: id)
            return (try await control.meetings(), await control.plansNow, await control.position)
        }
        let after = try await service.run {
            (try await $0.meetings(), await $0.plansNow, await $0.position)
        }
        #expect(before.0.count == 1)
        #expect(after.0 == before.0)
        #expect(after.1 == before.1)
        #expect(after.2 == before.2)
        #expect(before.1[Service.hostRoom]?.programme?.page != nil, "there was something to rebuild")
    }

    @Test("The registers rebuilt from zero are the registers that were kept")
    func projections() async throws {
        try await Service().run { control in
            let id = try await control.live()
            let due = try CivilDay("2026-12-01").unwrapped()
            let note = AgreementForm(
                number: 1, text: try Passage("Selesai").unwrapped(), responsible: Service.far.id, due: due)
            try await control.done(act("P09.3/note", .agreement(note)), on: id)
            let correction = CorrectionForm(
                number: 1, version: 1, text: try Passage("Diperbaiki").unwrapped(), responsible: Service.far.id,
                due: due)
            try await control.done(act("P09.3/correct", .correction(correction)), on: id)
            #expect(try await control.meeting(id)?.agreements.first?.version == 2)
            #expect(try await control.audit() == [])
        }
    }

    @Test("A service that has no meeting tells its rooms so, in a plan that they can read")
    func idlePlan() async throws {
        try await Service().run { control in
            let plan = try await control.plansNow[Service.farRoom].unwrapped()
            #expect((plan.meeting, plan.capture, plan.screen.layout) == (nil, false, .idle))
            #expect(try JSONDecoder().decode(RoomPlan.self, from: JSONEncoder().encode(plan)) == plan)
            #expect(plan.expires > control.clock().advanced(bySeconds: 10 * 365 * 86_400))
        }
    }

    // MARK: - Keys

    @Test("The same act twice under one key is one event and one answer")
    func sameKey() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.noticed(), try key())
            let first = try await control.done(act("P02.5/prepare"), on: id, key: key)
            let position = await control.position
            #expect(try await control.done(act("P02.5/prepare"), on: id, key: key) == first)
            #expect(await control.position == position)
        }
    }

    @Test("A key that was used is refused for another act")
    func keyReused() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.noticed(), try key())
            try await control.done(act("P02.5/prepare"), on: id, key: key)
            let position = await control.position
            await #expect(throws: Journal.Refusal.self) {
                try await control.done(act("P02.3/network"), on: id, key: key)
            }
            #expect(await control.position == position)
        }
    }

    @Test("A request sent again while the first is still being worked on is one event and two answers")
    func sameKeyAtOnce() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.noticed(), try key())
            let position = await control.position
            async let left = control.done(act("P02.5/prepare"), on: id, key: key)
            async let right = control.done(act("P02.5/prepare"), on: id, key: key)
            #expect(try await left == right)
            #expect(await control.position == position + 1)
        }
    }

    @Test("A decision under one key opens one case, also after a restart; another decision is refused")
    func oneCase() async throws {
        let (service, key) = (try Service(), try key())
        let first = try await service.run { try await $0.begin(Service.decision(), by: Service.everybody, key: key) }
        try await service.run { control in
            #expect(try await control.begin(Service.decision(), by: Service.everybody, key: key) == first)
            await #expect(throws: Meeting.Refusal.self) {
                try await control.begin(Service.decision("Lain"), by: Service.everybody, key: key)
            }
            #expect(try await control.meetings().count == 1)
            let second = try await control.begin(Service.decision(), by: Service.everybody, key: ControlRoomTests.key())
            #expect((first.number, second.number) == (1, 2))
        }
    }

    @Test("A device test asked for twice under one key is one order")
    func oneProbe() async throws {
        try await Service().run { control in
            let (id, key) = (try await control.noticed(), try key())
            try await control.done(act("P02.5/prepare"), on: id)
            let office = Service.host.id
            let first = try await control.orderProbe(of: office, on: id, by: Service.everybody, key: key)
            #expect(try await control.orderProbe(of: office, on: id, by: Service.everybody, key: key) == first)
            let next = try await control.orderProbe(
                of: office, on: id, by: Service.everybody, key: ControlRoomTests.key())
            #expect((first, next) == (1, 2))
        }
    }

    // MARK: - At once

    @Test("Two different acts at once are both kept; the state is that of the journal")
    func twoActs() async throws {
        let service = try Service()
        let before = try await service.run { control in
            let id = try await control.noticed()
            async let left = control.done(act("P02.5/prepare"), on: id)
            async let right = control.done(act("P06.1@kpp-jayapura"), on: id)
            _ = try await (left, right)
            return try await control.meetings()
        }
        #expect(before.first?.isPrepared(Service.host.id) == true)
        #expect(try await service.run { try await $0.meetings() } == before)
    }

    @Test("Of the same act by two people at once one is kept and one refused")
    func sameActAtOnce() async throws {
        try await Service().run { control in
            let id = try await control.noticed()
            let position = await control.position
            let kept = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await control.done(act("P02.5/prepare"), on: id)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 1)
            #expect(await control.position == position + 1)
        }
    }

    @Test("An act on a meeting that does not exist, and by a person without a post, is refused")
    func nobodyNowhere() async throws {
        try await Service().run { control in
            let id = MeetingID(at: control.clock())
            await #expect(throws: UnknownMeeting(id: id)) { try await control.done(act("P02.2"), on: id) }
            var idle = Service.everybody
            idle.posts = []
            let nobody = idle
            await #expect(throws: NoPost.self) {
                try await control.begin(Service.decision(), by: nobody, key: key())
            }
        }
    }
}
