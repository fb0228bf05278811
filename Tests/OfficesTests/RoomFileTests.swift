import Foundation
import Offices
import Testing

struct RoomFileTests {
    static let good = """
        name: Ruang RLJJ
        office:
          name: KPP Pratama Makassar Utara
          kind: kpp
          zone: WITA
          sections:
            - {id: pelayanan, name: Seksi Pelayanan}
        camera: {kind: test}
        microphone: {kind: test, tone: 660}
        screen: {kind: window}
        loudspeaker: {kind: headless}
        """

    static func parse(_ text: String, file: String = "Rooms/kpp-makassar.yaml") throws -> Room {
        try RoomFile.parse(text: text, file: file)
    }

    static func problems(_ text: String, file: String = "Rooms/kpp-makassar.yaml") -> [String] {
        do {
            _ = try RoomFile.parse(text: text, file: file)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func readsARoom() throws {
        let room = try Self.parse(Self.good)
        #expect(room.id.description == "kpp-makassar")
        #expect(room.office.id.description == "kpp-makassar")
        #expect(room.office.kind == .kpp)
        #expect(room.office.zone == .wita)
        #expect(room.office.sections.map(\.name) == ["Seksi Pelayanan"])
        #expect(room.camera == .test)
        #expect(room.microphone == .test(tone: 660))
        #expect(room.screen == .window(display: nil))
        #expect(room.loudspeaker == .headless)
    }

    @Test(arguments: [
        ("camera: {kind: clip, path: clips/a b.mp4}", Camera.clip(path: "/etc/Rooms/clips/a b.mp4")),
        ("camera: {kind: clip, path: ../a.mp4}", .clip(path: "/etc/a.mp4")),
        ("camera: {kind: clip, path: /srv/a.mp4}", .clip(path: "/srv/a.mp4")),
        (#"camera: {kind: clip, path: "it's \"so\"!.mp4"}"#, .clip(path: "/etc/Rooms/it's \"so\"!.mp4")),
        (
            "camera: {kind: v4l2, device: /dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0}",
            .v4l2(device: "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0")
        ),
        ("camera: {kind: pipewire, node: v4l2_input.pci-0000_00_14.0}", .pipewire(node: "v4l2_input.pci-0000_00_14.0")),
    ])
    func readsCameras(line: String, camera: Camera) throws {
        let text = Self.good.replacing("camera: {kind: test}", with: line)
        #expect(try Self.parse(text, file: "/etc/Rooms/kpp-makassar.yaml").camera == camera)
    }

    @Test(arguments: [
        ("microphone: {kind: clip, path: /srv/a.wav}", Microphone.clip(path: "/srv/a.wav")),
        (
            "microphone: {kind: pulse, source: alsa_input.usb-046d_C920.analog-stereo}",
            .pulse(source: "alsa_input.usb-046d_C920.analog-stereo")
        ),
        (#"microphone: {kind: alsa, device: "plughw:CARD=PCH,DEV=0"}"#, .alsa(device: "plughw:CARD=PCH,DEV=0")),
    ])
    func readsMicrophones(line: String, microphone: Microphone) throws {
        let text = Self.good.replacing("microphone: {kind: test, tone: 660}", with: line)
        #expect(try Self.parse(text).microphone == microphone)
    }

    @Test(arguments: [
        ("loudspeaker: {kind: pulse, sink: alsa_output.hdmi}", Loudspeaker.pulse(sink: "alsa_output.hdmi")),
        (#"loudspeaker: {kind: alsa, device: "hw:0,0"}"#, .alsa(device: "hw:0,0")),
    ])
    func readsLoudspeakers(line: String, loudspeaker: Loudspeaker) throws {
        let text = Self.good.replacing("loudspeaker: {kind: headless}", with: line)
        #expect(try Self.parse(text).loudspeaker == loudspeaker)
    }

    @Test(arguments: [
        (#"screen: {kind: window, display: ":1"}"#, Screen.window(display: ":1")),
        ("screen: {kind: headless}", .headless),
        (#"screen: {kind: window, display: "meja:0.1"}"#, .window(display: "meja:0.1")),
    ])
    func readsScreens(line: String, screen: Screen) throws {
        #expect(try Self.parse(Self.good.replacing("screen: {kind: window}", with: line)).screen == screen)
    }

    @Test(arguments: [
        #"Ruang "Garuda"!"#, "Ruang O'Brien & Co", "Ruang *", "Ruang 100% $HOME `id` ; rm", "会議室", "12",
    ])
    func keepsHarmlessNamesAsWritten(name: String) throws {
        let quoted = "'" + name.replacing("'", with: "''") + "'"
        #expect(try Self.parse(Self.good.replacing("name: Ruang RLJJ", with: "name: \(quoted)")).name == name)
    }

    @Test func readsWindowsLineEndsAndAByteOrderMark() throws {
        #expect(try Self.parse("\u{FEFF}" + Self.good.replacing("\n", with: "\r\n")).name == "Ruang RLJJ")
    }

    @Test func sectionsMayBeLeftOut() throws {
        let text = Self.good.replacing("  sections:\n    - {id: pelayanan, name: Seksi Pelayanan}\n", with: "")
        #expect(try Self.parse(text).office.sections.isEmpty)
    }

    @Test func namesEveryProblemInTheOrderOfTheFile() {
        let text = """
            name: ""
            office: {name: KPP, kind: klip, zone: PST}
            camera: {kind: web}
            microphone: {kind: test, tone: 100}
            screen: {}
            projector: {kind: test}
            """
        #expect(
            Self.problems(text) == [
                "Rooms/kpp-makassar.yaml:1:1: loudspeaker is missing; needed: name, office, camera, microphone, screen, "
                    + "loudspeaker",
                "Rooms/kpp-makassar.yaml:1:7: name is empty; allowed: one line of 1 to 80 characters",
                "Rooms/kpp-makassar.yaml:2:27: office.kind is \"klip\"; allowed: rko, direktorat, kanwil, ppddp, kpp, kpddp, "
                    + "kpde",
                "Rooms/kpp-makassar.yaml:2:39: office.zone is \"PST\"; allowed: WIB, WITA, WIT",
                "Rooms/kpp-makassar.yaml:3:16: camera.kind is \"web\"; allowed: test, clip, v4l2, pipewire",
                "Rooms/kpp-makassar.yaml:4:32: microphone.tone is \"100\"; allowed: a whole number from 200 to 4000",
                "Rooms/kpp-makassar.yaml:5:9: screen.kind is missing; needed: kind",
                "Rooms/kpp-makassar.yaml:6:1: unknown key \"projector\"; allowed: name, office, camera, microphone, screen, "
                    + "loudspeaker",
            ])
    }
}
