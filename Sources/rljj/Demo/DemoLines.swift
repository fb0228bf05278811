import Foundation
import Offices
import Rehearsal

/// One line per act on the screen: time with its zone, who, the procedure's reference, what.
enum DemoLines {
    static func show(_ progress: Player.Progress) {
        switch progress {
        case .done(let played): clear(); print(line(played))
        case .waiting(let scene, let seconds): wait(scene.reference, scene.title, seconds)
        case .begins(let scene): wait(scene.reference, scene.title, 0)
        }
        fflush(nil)
    }

    private static func line(_ played: Player.Played) -> String {
        let who = "\(played.name) (\(played.scene.role.term))"
        return
            "\(played.localTime)  \(played.scene.reference.padding(toLength: 6, withPad: " ", startingAt: 0))  \(who): \(played.scene.words)"
    }

    /// On a terminal the line of what is under way stands until it is done; a log gets no such lines.
    private static func wait(_ reference: String, _ title: String, _ seconds: Double) {
        guard isatty(1) == 1 else { return }
        let dots = seconds > 0.5 ? String(format: " … %.0f s", seconds) : " …"
        print("\r\u{1B}[K\(reference)  \(title)\(dots)", terminator: "")
    }

    private static func clear() {
        if isatty(1) == 1 { print("\r\u{1B}[K", terminator: "") }
    }
}
