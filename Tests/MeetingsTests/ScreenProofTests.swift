import Digests
import Meetings
import Offices
import RoomLink
import Testing

/// The proof that the agreements were seen at the end.
struct ScreenProofTests {
    private let rooms = [Play.room(Play.host), Play.room(Play.makassar)]

    private func check(_ number: Int, _ page: ContentHash, _ likeness: Double) -> ScreenCheck {
        let picture = ScreenPicture(number: number, sha256: blob(7), taken: Moment(microseconds: 0))
        return ScreenCheck(picture: picture, page: page, likeness: likeness)
    }

    @Test("AC-124: a picture without the page is asked for again, until one shows it")
    func retryUntilSeen() {
        var proof = ScreenProof()
        proof.show(blob(1), in: rooms)
        proof.take(check(1, blob(1), 0.72), of: rooms[0])
        #expect(proof.orders[rooms[0]] == order(2, blob(1), proof))
        #expect(proof.proof(of: blob(1), in: rooms[0]) == nil)
        proof.take(check(2, blob(1), 0.995), of: rooms[0])
        #expect(proof.orders[rooms[0]]?.number == 2, "a screen that was proven is not asked again")
        #expect(proof.proof(of: blob(1), in: rooms[0])?.picture.number == 2)
        #expect(proof.proof(of: blob(1), in: rooms[1]) == nil, "each room for itself")
    }

    @Test("A picture just alike enough passes, one just below does not", arguments: [(0.9, true), (0.8999, false)])
    func leastLikeness(likeness: Double, passes: Bool) { #expect(check(1, blob(1), likeness).passes == passes) }

    @Test("After 30 pictures a room is asked no more for that page")
    func mostTries() {
        var proof = ScreenProof()
        proof.show(blob(1), in: rooms)
        for _ in 0..<40 {
            proof.take(check(proof.orders[rooms[0]]?.number ?? 0, blob(1), 0.1), of: rooms[0])
        }
        #expect(proof.orders[rooms[0]]?.number == 30)
        proof.show(blob(2), in: rooms)
        #expect(proof.orders[rooms[0]] == order(31, blob(2), proof), "the next page counts from the beginning")
        proof.take(check(31, blob(2), 0.1), of: rooms[0])
        #expect(proof.orders[rooms[0]]?.number == 32)
    }

    @Test("An answer to an order that has been replaced asks for nothing")
    func staleAnswer() {
        var proof = ScreenProof()
        proof.show(blob(1), in: rooms)
        proof.show(blob(2), in: rooms)
        proof.take(check(1, blob(1), 0.1), of: rooms[0])
        #expect(proof.orders[rooms[0]]?.number == 2)
        #expect(proof.pagesShown == [blob(1), blob(2)])
        proof.show(blob(1), in: rooms)
        #expect(proof.pagesShown == [blob(1), blob(2)], "a page shown again is not a new page")
    }

    @Test("AC-124: with several pages, a room is proven when it has shown each of them")
    func severalPages() throws {
        var play = try Play(at: .listed)
        let site = Play.site(Play.jayapura)
        for page in [blob(201), blob(202)] {
            play.tell(.shown(Showing(surface: .programme, page: page, since: play.now)))
            if page == blob(202) { #expect(!play.meeting.isScreenProven(site.room)) }
            play.check(site, page: page, likeness: 0.99)
            #expect(play.meeting.isScreenProven(site.room))
        }
        #expect(play.meeting.screenPictures(site.room).count == 2)
    }

    @Test("AC-084, AC-124: the close waits for every page on air and every screen, and names what is missing")
    func closeWaits() throws {
        var play = try Play(at: .listed)
        #expect(try play.refusal("P09.2/close", .closing(unconfirmed: [:])).message.contains("belum tayang: 1, 2"))
        play.tell(.shown(Showing(surface: .programme, page: blob(201), since: play.now)))
        #expect(try play.refusal("P09.2/close", .closing(unconfirmed: [:])).message.contains("belum tayang: 2"))
        play.tell(.shown(Showing(surface: .programme, page: blob(202), since: play.now)))
        let refusal = try play.refusal("P09.2/close", .closing(unconfirmed: [:]))
        #expect(refusal.rule == .condition)
        #expect(refusal.message.contains("KPP Pratama Jayapura"))
        #expect(!play.meeting.displayIsConfirmed)
    }

    @Test("A screen that cannot be proven is closed over with a reason, and only for a site of the meeting")
    func unconfirmedWithReason() throws {
        var play = try Play(at: .listed)
        for page in [blob(201), blob(202)] {
            play.tell(.shown(Showing(surface: .programme, page: page, since: play.now)))
        }
        let reason = try line("layar padam")
        let all = Dictionary(uniqueKeysWithValues: play.meeting.sites.map { ($0.office.id, reason) })
        var withStranger = all
        withStranger[Play.office("kpp-ambon")] = reason
        #expect(try play.refusal("P09.2/close", .closing(unconfirmed: withStranger)).rule == .form)
        try play.act("P09.2/close", .closing(unconfirmed: all))
        #expect(play.meeting.unconfirmed == all)
    }

    @Test("What a far room says of a programme is no proof that the page was on air")
    func hostAloneSaysOnAir() throws {
        var play = try Play(at: .listed)
        play.tell(.shown(Showing(surface: .programme, page: blob(201), since: play.now)), from: Play.jayapura)
        play.tell(.shown(Showing(surface: .screen, page: blob(201), since: play.now)))
        play.tell(.shown(Showing(surface: .programme, page: blob(99), since: play.now)))
        #expect(play.meeting.screenProof.pagesShown.isEmpty)
    }

    private func order(_ number: Int, _ page: ContentHash, _ proof: ScreenProof) -> ScreenProof.Order? {
        proof.orders.values.first { $0.number == number && $0.page == page }
    }
}
