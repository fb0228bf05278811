import Foundation
import Offices
import Rehearsal
import Testing

struct CastTests {
    @Test("AC-118: everybody has one post and no two posts have one holder")
    func everyPostHasItsOwnPerson() throws {
        let cast = try Playbill.controlRoom().cast
        #expect(Set(cast.members.map(\.person.id)).count == cast.members.count)
        #expect(Set(cast.members.map(\.person.name)).count == cast.members.count)
        #expect(Set(cast.members.map { "\($0.post.role)@\($0.post.office)" }).count == cast.members.count)
        #expect(
            cast.members.allSatisfy { $0.person.posts == [$0.post] && $0.person.name.split(separator: " ").count == 2 })
    }

    @Test func everyRoleOfEveryOfficeIsThere() throws {
        let bill = try Playbill.controlRoom()
        for office in [bill.host, bill.proposer] + bill.invited {
            for role in Role.allCases where role.officeKind == office.kind {
                #expect(bill.cast.member(role, at: office.id) != nil, "\(role) at \(office.id)")
            }
        }
        #expect(bill.cast.member(.dirjen, at: .kantorPusat) != nil)
        #expect(bill.cast.member(.agenKlip, at: .kantorPusat) == nil)
    }

    @Test func namesStayTheSame() throws {
        let (one, other) = (try Playbill.controlRoom().cast, try Playbill.controlRoom().cast)
        #expect(one.members.map(\.person.name) == other.members.map(\.person.name))
        #expect(one.members.map(\.person.id) != other.members.map(\.person.id))
    }

    @Test(
        "Every scene has somebody to play it",
        arguments: [try Playbill.controlRoom(), try Playbill.directorateMeeting()])
    func everySceneHasItsActor(bill: Playbill) {
        for scene in bill.script.scenes {
            #expect(bill.cast.member(scene.role, at: scene.office) != nil, "\(scene.reference) \(scene.role)")
        }
    }
}
