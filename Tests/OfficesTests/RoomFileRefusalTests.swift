import Foundation
import Offices
import Testing

/// Hostile and mistaken room files.
struct RoomFileRefusalTests {
    /// A line of the good file, what stands there instead, and what must be said.
    static let lines: [(String, String, String)] = [
        (
            "camera: {kind: test}", "camera: {kind: test, path: a}",
            ":8:22: unknown key \"path\" in camera; allowed: kind"
        ),
        ("camera: {kind: test}", "camera: {kind: clip}", ":8:9: camera.path is missing"),
        ("camera: {kind: test}", "camera: test", ":8:9: camera is \"test\"; allowed: a table with kind"),
        ("camera: {kind: test}", "camera: [test]", ":8:9: camera is a list"),
        ("camera: {kind: test}", "camera:", ":8:8: camera is empty; allowed: a table with kind"),
        ("camera: {kind: test}", "camera: {kind: [test]}", ":8:16: camera.kind is a list"),
        ("camera: {kind: test}", "camera: {kind: v4l2, device: '/dev/video0 ! fakesink'}", ":8:30: camera.device is"),
        ("camera: {kind: test}", "camera: {kind: v4l2, device: '/dev/../etc/passwd'}", "allowed: a path under /dev"),
        ("camera: {kind: test}", "camera: {kind: v4l2, device: /tmp/x}", "allowed: a path under /dev"),
        ("camera: {kind: test}", #"camera: {kind: v4l2, device: "/dev/video0\n"}"#, #""/dev/video0\n""#),
        ("camera: {kind: test}", #"camera: {kind: clip, path: "a\nb.mp4"}"#, "control character U+A"),
        ("camera: {kind: test}", #"camera: {kind: clip, path: "a\0.mp4"}"#, "control character U+0"),
        ("camera: {kind: test}", "camera: {kind: pipewire, node: 'x\"y'}", "allowed: a device name"),
        ("camera: {kind: test}", "camera: {kind: !ruby/object test}", ":8:16: camera.kind is tagged"),
        ("tone: 660", "tone: 6.6e2", "microphone.tone is \"6.6e2\""), ("tone: 660", "tone: 0x294", "\"0x294\""),
        ("tone: 660", "tone: '660'", "a whole number from 200 to 4000"),
        ("tone: 660", "tone: 99999999999999999999", "9999"),
        ("kind: window", #"kind: window, display: ":x"}"#.replacing("}", with: ""), "allowed: an X display"),
        ("kind: window", "kind: headless, display: ':1'", "unknown key \"display\" in screen; allowed: kind"),
        ("loudspeaker: {kind: headless}", "loudspeaker: {kind: alsa, device: 'hw:0;reboot'}", "loudspeaker.device is"),
        ("name: Ruang RLJJ", "name: \(String(repeating: "n", count: 81))", ":1:7: name has 81 characters"),
        ("name: Ruang RLJJ", #"name: "Ruang\nRLJJ""#, "control character U+A"),
        ("name: Ruang RLJJ", #"name: "Ruang \u202Exyz""#, "control character U+202E"),
        ("name: Ruang RLJJ", "name: Ruang \u{202E}xyz", ":1:13: found the unseen character U+202E"),
        ("name: Ruang RLJJ", "name: 'Ruang '", "with a blank at its end"),
        ("name: Ruang RLJJ", "name: ~", ":1:7: name is empty"), ("name: Ruang RLJJ", "name: {a: b}", "name is a table"),
        ("name: Ruang RLJJ", "name:\tRuang", ":1:6: found a tab; allowed: blanks"),
        ("name: Ruang RLJJ", "name: Ruang\nname: Lain", ":2:1: the key \"name\" stands twice, first on line 1"),
        ("name: Ruang RLJJ", "name: &a Ruang", ":1:7: found \"&a Ruang\", which YAML reads as an anchor"),
        ("zone: WITA", "zone: *a", ":5:9: found \"*a\", which YAML reads as an anchor or alias"),
        ("id: pelayanan", "id: Pelayanan", ":7:12: office.sections[1].id is \"Pelayanan\"; allowed: a-z"),
        ("    - {id: pelayanan, name: Seksi Pelayanan}", "    - {id: a, name: A}\n    - {id: a, name: B}", ":8:12:"),
        ("    - {id: pelayanan, name: Seksi Pelayanan}", "    - pelayanan", "office.sections[1] is \"pelayanan\""),
        ("kind: kpp", "kind: kantor-pusat", "allowed: rko, direktorat, kanwil"), ("kind: kpp", "kind: KPP", "\"KPP\""),
        ("camera: {kind: test}", "camera: {kind: test", "this is no YAML"),
        ("camera: {kind: test}", "? {a: b}\n: c", "unknown key a table; allowed: name"),
        ("camera: {kind: test}", "camera: {kind: test}\n---\na: b", "found another document"),
    ]

    @Test(arguments: lines)
    func tellsWhatIsWrong(line: String, instead: String, said: String) {
        let problems = RoomFileTests.problems(RoomFileTests.good.replacing(line, with: instead))
        #expect(problems.contains { $0.hasPrefix("Rooms/kpp-makassar.yaml:") && $0.contains(said) }, "\(problems)")
        #expect(problems.allSatisfy { !$0.contains("\n") && !$0.contains("\u{202E}") })
    }

    @Test(arguments: [
        ("", "the file is empty"), ("# nothing but a comment\n", "the file is empty"), ("---\n", "the file is empty"),
        ("- a\n- b\n", "is a list; allowed: a table"), ("room", "is \"room\"; allowed: a table"), ("\u{0}", "U+0"),
        (String(repeating: "[", count: 60_000), "this is no YAML"),
        (String(repeating: "- ", count: 30_000), "this is no YAML"),
        (String(repeating: "? ", count: 30_000), "this is no YAML"),
        (String(repeating: "{a: ", count: 900) + String(repeating: "}", count: 900), "unknown key"),
        (String(repeating: "#", count: 65_537), "bigger than 64 KiB"),
    ])
    func refusesWhatIsNoRoom(text: String, said: String) {
        let problems = RoomFileTests.problems(text)
        #expect(problems.contains { $0.contains(said) }, "\(problems)")
    }

    @Test func refusesABombBeforeItGrows() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefghi", "abcdefgh") {
            let nine = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
            text += "\(name): &\(name) [\(nine)]\n"
        }
        text += "? *i\n: 1\n"
        #expect(RoomFileTests.problems(text).count == 10)
    }

    @Test(arguments: ["Rooms/KPP.yaml", "Rooms/kpp makassar.yaml", "Rooms/kpp-makassar.yml", "Rooms/.yaml"])
    func theFileNameIsASlug(file: String) {
        #expect(
            RoomFileTests.problems(RoomFileTests.good, file: file).first?.contains("the file's name is the room's id")
                == true)
    }

    @Test func aLongPathIsNamedWhole() {
        let file = "/srv/" + String(repeating: "folder/", count: 30) + "kpp-makassar.yaml"
        #expect(RoomFileTests.problems("", file: file) == ["\(file):1: the file is empty"])
    }

    @Test func aCommentMayHoldStars() throws {
        _ = try RoomFileTests.parse("# *penting* dan &lain\n" + RoomFileTests.good)
    }
}
