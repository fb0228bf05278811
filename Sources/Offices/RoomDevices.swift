import Foundation

extension Camera {
    private enum Kind: String, CaseIterable { case test, clip, v4l2, pipewire }

    /// Reads `camera:` of a room file.
    init?(file node: FileNode, folder: URL) {
        let keys: [Kind: String] = [.clip: "path", .v4l2: "device", .pipewire: "node"]
        guard let (kind, table) = node.device(Kind.self, keys: { [keys[$0]].compactMap(\.self) }) else { return nil }
        switch kind {
        case .test: self = .test
        case .clip:
            guard let path = table["path"]?.clip(in: folder) else { return nil }
            self = .clip(path: path)
        case .v4l2:
            guard let device = table["device"]?.kernelDevice() else { return nil }
            self = .v4l2(device: device)
        case .pipewire:
            guard let name = table["node"]?.deviceName() else { return nil }
            self = .pipewire(node: name)
        }
    }
}

extension Microphone {
    private enum Kind: String, CaseIterable { case test, clip, pulse, alsa }

    /// Reads `microphone:` of a room file.
    init?(file node: FileNode, folder: URL) {
        let keys: [Kind: String] = [.test: "tone", .clip: "path", .pulse: "source", .alsa: "device"]
        guard let (kind, table) = node.device(Kind.self, keys: { [keys[$0]].compactMap(\.self) }) else { return nil }
        switch kind {
        case .test:
            guard let tone = table["tone"]?.integer(in: 200...4000) else { return nil }
            self = .test(tone: tone)
        case .clip:
            guard let path = table["path"]?.clip(in: folder) else { return nil }
            self = .clip(path: path)
        case .pulse:
            guard let source = table["source"]?.deviceName() else { return nil }
            self = .pulse(source: source)
        case .alsa:
            guard let device = table["device"]?.deviceName() else { return nil }
            self = .alsa(device: device)
        }
    }
}

extension Screen {
    private enum Kind: String, CaseIterable { case window, headless }

    /// Reads `screen:` of a room file.
    init?(file node: FileNode) {
        guard let (kind, table) = node.device(Kind.self, optional: { $0 == .window ? ["display"] : [] })
        else { return nil }
        switch kind {
        case .headless: self = .headless
        case .window:
            guard let display = table["display"] else {
                self = .window(display: nil)
                return
            }
            guard let name = display.value(allowed: "an X display such as \":1\"", FileNode.display) else { return nil }
            self = .window(display: name)
        }
    }
}

extension Loudspeaker {
    private enum Kind: String, CaseIterable { case headless, pulse, alsa }

    /// Reads `loudspeaker:` of a room file.
    init?(file node: FileNode) {
        let keys: [Kind: String] = [.pulse: "sink", .alsa: "device"]
        guard let (kind, table) = node.device(Kind.self, keys: { [keys[$0]].compactMap(\.self) }) else { return nil }
        switch kind {
        case .headless: self = .headless
        case .pulse:
            guard let sink = table["sink"]?.deviceName() else { return nil }
            self = .pulse(sink: sink)
        case .alsa:
            guard let device = table["device"]?.deviceName() else { return nil }
            self = .alsa(device: device)
        }
    }
}

extension FileNode {
    /// A device table: its kind, then the keys that belong to that kind.
    fileprivate func device<Kind: RawRepresentable<String> & CaseIterable>(
        _ type: Kind.Type, keys: (Kind) -> [String] = { _ in [] }, optional: (Kind) -> [String] = { _ in [] }
    ) -> (Kind, FileTable)? {
        guard let named = peek("kind") else {
            _ = table(["kind"], optional: Kind.allCases.flatMap { keys($0) + optional($0) })
            return nil
        }
        guard let kind = named.word(Kind.self) else { return nil }
        return table(["kind"] + keys(kind), optional: optional(kind)).map { (kind, $0) }
    }

    /// A clip's path; a relative one counts from the folder of the room file.
    fileprivate func clip(in folder: URL) -> String? {
        guard let path = text(upTo: 1024) else { return nil }
        if path.hasPrefix("/") { return URL(fileURLWithPath: path).standardizedFileURL.path }
        return folder.appendingPathComponent(path).standardizedFileURL.path
    }

    /// A capture device under `/dev`.
    fileprivate func kernelDevice() -> String? {
        value(allowed: "a path under /dev such as /dev/video0, of letters, digits and . _ : - /") { text in
            guard text.hasPrefix("/dev/"), text.utf8.count <= 200, !text.contains("/."), !text.contains("//") else {
                return nil
            }
            return text.utf8.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: "/") } ? text : nil
        }
    }

    /// The name of a PipeWire node, a PulseAudio source or sink, or an ALSA device.
    fileprivate func deviceName() -> String? {
        value(allowed: "a device name of letters, digits and . _ : , = + @ -, at most 200 characters") { text in
            guard (1...200).contains(text.utf8.count) else { return nil }
            return text.utf8.allSatisfy { Self.isNameByte($0) || ",=+@".utf8.contains($0) } ? text : nil
        }
    }

    /// `:1`, `:1.0` or `host:1`.
    fileprivate static func display(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 64, parts[0].utf8.allSatisfy(isNameByte) else { return nil }
        let numbers = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(numbers.count) else { return nil }
        let good = numbers.allSatisfy {
            (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        return good ? text : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "._:-".utf8.contains(byte)
        }
    }
}
