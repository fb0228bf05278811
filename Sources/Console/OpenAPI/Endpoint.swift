/// One call of the API as its description tells it.
struct Endpoint {
    let method: String
    let path: String
    let summary: String
    var body: Schema?
    /// The content types of the body.
    let takes: [String]
    let parameters: [Parameter]
    var answer: Answer = .nothing
    /// Called by rooms with their own secret instead of by people; 423 when another machine speaks for the room.
    var isRooms = false

    /// What comes back when it goes well.
    enum Answer {
        case nothing
        case json(Schema, status: Int = 200)
        case file(String)
        case events
    }

    init(
        _ method: String, _ path: String, _ summary: String, body: Schema? = nil, as takes: [String]? = nil,
        _ answer: Answer = .nothing, with parameters: [Parameter] = [], rooms: Bool = false
    ) {
        (self.takes, self.parameters) = (takes ?? ["application/json"], parameters)
        (self.method, self.path, self.summary, self.body) = (method, path, summary, body)
        (self.answer, isRooms) = (answer, rooms)
    }
}

extension Endpoint {
    /// Every call below `/api`, in the order of the work.
    static let all: [Endpoint] = people + cases + files + procedures + meetings + work + rooms

    private static let people = [
        Endpoint(
            "post", "/api/sessions", "Sign in with NIP or person id and password", body: .ref("SignIn"),
            .json(.anything, status: 201)),
        Endpoint("delete", "/api/sessions/current", "Sign out"),
        Endpoint("get", "/api/me", "The person who asks, with the posts in force", .json(.ref("Person"))),
        Endpoint(
            "get", "/api/people", "Everybody, NIPs masked", .json(.array(.ref("Person"))), with: [.office]),
        Endpoint(
            "post", "/api/me/password", "Change one's own password; other sessions and all tokens end",
            body: .object(["current": .text(), "password": .text()], required: ["current", "password"])),
        Endpoint("get", "/api/me/tokens", "One's own personal tokens", .json(.array(.anything))),
        Endpoint(
            "post", "/api/me/tokens", "A new personal token", body: .ref("TokenForm"), .json(.anything, status: 201)),
        Endpoint("delete", "/api/me/tokens/{id}", "Revoke a token"),
        Endpoint("get", "/api/me/sessions", "One's own sessions", .json(.array(.anything))),
        Endpoint("delete", "/api/me/sessions/{session}", "End a session"),
    ]

    private static let cases = [
        Endpoint("get", "/api/tasks", "The inbox of the person who asks", .json(.array(.ref("Task")))),
        Endpoint(
            "get", "/api/cases", "Cases of P01 and P11 to P14, newest first, in pages (limit, before)",
            .json(.array(.ref("Case"))), with: Parameter.page),
        Endpoint(
            "post", "/api/cases", "Open a case with its first act", body: .ref("CaseBeginning"),
            .json(.ref("Case"), status: 201), with: [.key]),
        Endpoint("get", "/api/cases/{case}", "A case", .json(.ref("Case"))),
        Endpoint(
            "post", "/api/cases/{case}/acts", "Perform an act", body: .ref("CaseAct"), .json(.ref("Case")), with: [.key]
        ),
        Endpoint("get", "/api/cases/{case}/tasks", "What can be done now", .json(.array(.ref("Task")))),
        Endpoint(
            "get", "/api/cases/{case}/flowchart.svg", "The case's procedure with its state", .file("image/svg+xml")),
        Endpoint(
            "get", "/api/documents", "Papers that the person may read, newest first, in pages (limit, before)",
            .json(.array(.ref("Document"))), with: Parameter.page),
        Endpoint("get", "/api/documents/{document}", "A paper with its marks", .json(.ref("Document"))),
        Endpoint("get", "/api/documents/{document}/letter.pdf", "A paper as it is printed", .file("application/pdf")),
        Endpoint(
            "get", "/api/verifications/{code}", "The paper that a verification code names", .json(.ref("Document"))),
    ]

    private static let files = [
        Endpoint(
            "post", "/api/files", "Hand in a PDF, PNG or JPEG as attachment or scan; its hash comes back",
            body: .text("binary"), as: ["application/pdf", "image/png", "image/jpeg"], .json(.anything, status: 201)),
        Endpoint("get", "/api/documents/{document}/files/{sha256}", "An attachment of a paper", .file("*/*")),
        Endpoint("get", "/api/cases/{case}/scans/{sha256}", "The scan of an oral order", .file("*/*")),
        Endpoint("get", "/api/meetings/{meeting}/scans/{sha256}", "The scan of an oral order", .file("*/*")),
    ]

    private static let procedures = [
        Endpoint("get", "/api/policy", "The derived rules, and which are on", .json(.array(.ref("Rule")))),
        Endpoint("get", "/api/calendar", "The holiday tables, and who took them in", .json(.anything)),
        Endpoint(
            "post", "/api/calendar", "Take in one year's holiday table: its YAML file", body: .text(),
            as: ["text/yaml"],
            .json(.anything, status: 201)),
        Endpoint("get", "/api/procedures", "The fourteen procedures", .json(.array(.ref("Procedure")))),
        Endpoint("get", "/api/procedures/{procedure}", "A procedure with its acts", .json(.ref("Procedure"))),
        Endpoint("get", "/api/procedures/{procedure}/flowchart.svg", "Its flowchart", .file("image/svg+xml")),
    ]

    private static let meetings = [
        Endpoint(
            "get", "/api/meetings", "Meetings that the person may see, newest first, in pages (limit, before)",
            .json(.array(.ref("Meeting"))), with: Parameter.page),
        Endpoint(
            "post", "/api/meetings", "P02.1 on the Dirjen's own information or a letter from outside",
            body: .ref("Decision"), .json(.ref("Meeting"), status: 201), with: [.key]),
        Endpoint("get", "/api/meetings/{meeting}", "A meeting", .json(.ref("Meeting"))),
        Endpoint(
            "post", "/api/meetings/{meeting}/acts", "Perform an act", body: .ref("MeetingAct"), .json(.ref("Meeting")),
            with: [.key]),
        Endpoint(
            "post", "/api/meetings/{meeting}/probes", "Test a room's devices",
            body: .object(["office": .slug], required: ["office"]), .json(.anything, status: 202), with: [.key]),
        Endpoint(
            "post", "/api/meetings/{meeting}/recordings/give-up",
            "Give a recording up that will never arrive (bukan dari SOP): by the host's operator, with a reason",
            body: .object(
                [
                    "room": .slug, "track": .words(["programme", "room"]), "part": .small, "boot": .uuid,
                    "reason": .line,
                ], required: ["room", "track", "reason"]), .json(.ref("Meeting"))),
        Endpoint(
            "get", "/api/meetings/{meeting}/documents", "Papers of a meeting that the person may read",
            .json(.array(.ref("Document")))),
        Endpoint("get", "/api/meetings/{meeting}/tasks", "What can be done now", .json(.array(.anything))),
        Endpoint(
            "get", "/api/meetings/{meeting}/flowchart/{procedure}", "A procedure with the meeting's state",
            .file("image/svg+xml")),
        Endpoint("get", "/api/meetings/{meeting}/report.pdf", "Laporan Hasil Rapat", .file("application/pdf")),
        Endpoint(
            "get", "/api/meetings/{meeting}/deliveries.pdf",
            "Its annex on delivery and follow-up (Lampiran V), as it stands now", .file("application/pdf")),
        Endpoint(
            "post", "/api/materials", "Hand in a PDF; its hash comes back", body: .text("binary"),
            as: ["application/pdf"], .json(.anything, status: 201), with: [.fileName]),
        Endpoint("post", "/api/meetings/{meeting}/evidence", "Seal the evidence", .json(.anything, status: 201)),
        Endpoint("get", "/api/meetings/{meeting}/evidence/{edition}/{file}", "A file of it", .file("*/*")),
    ]

    private static let work = [
        Endpoint(
            "get", "/api/work", "What the service has not done yet, what was set aside first (Operator RKO)",
            .json(.array(.anything))),
        Endpoint(
            "post", "/api/work/{work}/retry", "Try work again that was set aside (Operator RKO)",
            .json(.anything, status: 202)),
        Endpoint(
            "get", "/api/machines", "Which machine speaks for each room, and which are refused (Operator RKO)",
            .json(.array(.anything))),
        Endpoint(
            "post", "/api/machines/{room}", "Choose which machine speaks for a room (Operator RKO)",
            body: .object(["boot": .uuid], required: ["boot"]), .json(.anything)),
    ]

    private static let rooms = [
        Endpoint("get", "/api/rooms/{room}/plan", "The room's plan, as it changes", .events, rooms: true),
        Endpoint(
            "post", "/api/rooms/{room}/facts", "Tell facts", body: .array(.anything), .json(.anything), rooms: true),
        Endpoint("post", "/api/rooms/{room}/telemetry", "Tell levels", body: .anything, .json(.anything), rooms: true),
        Endpoint(
            "put", "/api/rooms/{room}/preview", "Give a small picture", body: .text("binary"), as: ["image/jpeg"],
            rooms: true),
        Endpoint("get", "/api/rooms/{room}/blobs/{sha256}", "A page to show", .file("image/png"), rooms: true),
        Endpoint(
            "put", "/api/rooms/{room}/blobs/{sha256}", "Give a picture of the screen", body: .text("binary"),
            as: ["image/png"], rooms: true),
        Endpoint(
            "get", "/api/rooms/{room}/recordings/{meeting}/{track}/{part}", "What has arrived", .json(.anything),
            rooms: true),
        Endpoint(
            "put", "/api/rooms/{room}/recordings/{meeting}/{track}/{part}/chunks/{index}", "Give a piece",
            body: .text("binary"), as: ["application/octet-stream"], with: [.chunkHash], rooms: true),
        Endpoint(
            "post", "/api/rooms/{room}/recordings/{meeting}/{track}/{part}/complete", "All pieces are there",
            body: .anything, .json(.anything), rooms: true),
    ]
}
