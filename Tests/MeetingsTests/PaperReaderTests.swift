import Documents
import Meetings
import Offices
import Procedures
import Testing

/// Who reads what a meeting puts on paper.
struct PaperReaderTests {
    private func reads(_ paper: Paper, in meeting: Meeting, _ role: Role, _ office: OfficeID) -> Bool {
        let now = Moment(microseconds: 1_795_000_000_000_000)
        return meeting.readership(of: paper)
            .mayRead(PersonID(at: now), posts: [Post(role: role, office: office)], at: now)
    }

    @Test("A Terbatas notice is for the host, who decided, and those it went to; each kind of receiver reads its own")
    func notices() throws {
        let meeting = try Clerk.notified().meeting
        let (offices, directorates) = (meeting.papers[0], meeting.papers[1])
        let readers: [(Role, OfficeID, Bool, Bool)] = [
            (.operatorRko, Play.host.id, true, true), (.dirjen, .kantorPusat, true, true),
            (.kepalaKpp, Play.makassar.id, true, false), (.ocKpp, Play.jayapura.id, true, false),
            (.loSetdit, Play.proposer.id, false, true), (.kepalaKpp, Play.office("kpp-ambon"), false, false),
            (.ditTip, .kantorPusat, false, false), (.kepalaKlip, Play.office("klip"), false, false),
        ]
        for (role, office, first, second) in readers {
            #expect(reads(offices, in: meeting, role, office) == first, "\(role) \(office)")
            #expect(reads(directorates, in: meeting, role, office) == second, "\(role) \(office)")
        }
    }

    @Test("An office that gets a copy reads the paper as its addressees do")
    func copies() throws {
        var clerk = try Clerk.notified()
        let notice = try #require(clerk.meeting.papers.first?.document)
        let kanwil = Play.office("kanwil-papua")
        let issue = PaperIssue(
            document: DocumentID(at: clerk.play.now), kind: .notice, artefact: .pemberitahuanRljj, office: Play.host.id,
            act: try #require(ActReference("P02.3/notify")), by: try #require(notice.newest?.by),
            draft: try #require(notice.newest?.draft), recipients: [Play.jayapura.id], copies: [kanwil],
            number: LetterNumber("PEM-3/RKO/2026"))
        clerk.play.take([.paper(issue)])
        let paper = try #require(clerk.meeting.papers.last)
        #expect(paper.copies == [kanwil] && reads(paper, in: clerk.meeting, .kepalaKanwil, kanwil))
        #expect(!reads(clerk.meeting.papers[0], in: clerk.meeting, .kepalaKanwil, kanwil))
    }

    @Test("Materials are for the office that prepared them and the host, not for the other offices")
    func materials() throws {
        var clerk = try Clerk.drafting()
        let material = try Play.material(of: Play.makassar.id, section: SectionID("pelayanan"))
        try clerk.act("P06.5@kpp-makassar/pelayanan", .submitted(material: material))
        let paper = try #require(clerk.meeting.papers.last)
        #expect(reads(paper, in: clerk.meeting, .ocKpp, Play.makassar.id))
        #expect(reads(paper, in: clerk.meeting, .operatorRko, Play.host.id))
        #expect(!reads(paper, in: clerk.meeting, .kepalaKpp, Play.jayapura.id))
        #expect(!reads(paper, in: clerk.meeting, .loSetdit, Play.proposer.id))
    }

    @Test("The report is the host's until it is sent, then every party's (AC-091)")
    func report() throws {
        var clerk = try Clerk(try Play(at: .closed))
        try clerk.act("P09.4/write", .reported(report: clerk.play.report()))
        let written = try #require(clerk.meeting.reportPaper)
        #expect(reads(written, in: clerk.meeting, .operatorRko, Play.host.id))
        #expect(!reads(written, in: clerk.meeting, .kepalaKpp, Play.makassar.id))
        try clerk.act("P09.4/deliver", .delivered(parties: clerk.meeting.parties.map(\.id)))
        let sent = try #require(clerk.meeting.reportPaper)
        #expect(reads(sent, in: clerk.meeting, .kepalaKpp, Play.makassar.id))
        #expect(!reads(sent, in: clerk.meeting, .loSetdit, Play.proposer.id), "notified, and not there")
        #expect(!reads(sent, in: clerk.meeting, .kepalaKpp, Play.office("kpp-ambon")))
    }
}
