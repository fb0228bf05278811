/// What happened at the door.
enum DoorEvent: Sendable {
    case signedIn
    case refused(SignInRefusal)
    case signedOut
}
