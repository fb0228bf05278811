import BoundedProcess
import Testing

@testable import Reports

struct PreflightTests {
    @Test func `all programs and fonts of this machine are found`() {
        #expect(Preflight.line() == nil)
    }

    @Test func `what is missing is told in one line with the command`() {
        let absent = [
            Program("no-such-b", package: "package-b"), .pdfinfo, Program("no-such-a", package: "package-a"),
            Program("no-such-c", package: "package-a"),
        ]
        let font = Preflight.Font(file: "/no/Such.ttf", package: "fonts-such")
        #expect(
            Preflight.line(for: absent, [font])
                == "missing: no-such-b, no-such-a, no-such-c, the font /no/Such.ttf; "
                + "install: apt-get install -y --no-install-recommends fonts-such package-a package-b")
    }
}
