import ControlRoom
import HTTPTypes

extension Keeping {
    /// The answer to whoever asks for something that cannot be kept: 507 while the disk is full, 503 when the journal has
    /// stopped. The path of what is full stands in the log alone.
    var answer: (HTTPResponse.Status, ErrorAnswer) {
        let status: HTTPResponse.Status =
            if case .paused = self { .init(code: 507, reasonPhrase: "Insufficient Storage") } else {
                .serviceUnavailable
            }
        return (status, ErrorAnswer(rule: "space", act: nil, message: message ?? "", english: english ?? ""))
    }
}
