/// Where the programme's picture has its page, in pixels of 1280×720: the host composes it there, and whoever checks a
/// picture of a screen looks for it there.
package enum PagePlace {
    package static let x = 0
    package static let y = 42
    package static let width = 960
    package static let height = 540
}
