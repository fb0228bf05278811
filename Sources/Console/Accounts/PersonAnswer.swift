import ControlRoom
import Offices

/// A person as the API tells it: never the whole NIP.
struct PersonAnswer: Codable, Sendable {
    let id: PersonID
    let name: String
    /// Masked: neither birth date, sex nor serial.
    let nip: String?
    /// The posts in force.
    let posts: [PostAnswer]

    init(_ person: Person, directory: OfficeDirectory) {
        (id, name, nip) = (person.id, person.name, person.nip?.masked)
        posts = person.posts.map { PostAnswer($0, directory: directory) }
    }
}

/// A post as the API tells it, with the names that a page shows.
struct PostAnswer: Codable, Sendable {
    let role: Role
    let roleTerm: String
    let office: OfficeID
    let officeName: String
    let section: SectionID?
    let sectionName: String?
    let from: Moment?
    let until: Moment?
    /// The order by which the post is held for somebody else.
    let acting: Acting?

    init(_ post: Post, directory: OfficeDirectory) {
        let known = directory[post.office]
        (role, roleTerm, office) = (post.role, post.role.term, post.office)
        (officeName, section) = (known?.name ?? post.office.description, post.section)
        sectionName = post.section.flatMap { id in known?.sections.first { $0.id == id }?.name }
        (from, until, acting) = (post.from, post.until, post.acting)
    }
}

/// A personal token as its owner sees it; never the secret.
struct TokenAnswer: Codable, Sendable {
    let id: PersonalTokenID
    let name: Line
    let made: Moment
    let expires: Moment?
    /// It can still be used.
    let good: Bool

    init(_ token: PersonalToken, at now: Moment) {
        (id, name, made, expires) = (token.id, token.name, token.made, token.expires)
        good = token.isGood(at: now)
    }
}

/// A fresh token: the only answer that holds the secret.
struct NewTokenAnswer: Codable, Sendable {
    let id: PersonalTokenID
    let token: String
    let expires: Moment?
}

/// A session as its owner sees it.
struct SessionAnswer: Codable, Sendable {
    let id: SessionID
    let began: Moment
    let seen: Moment
    let expires: Moment
    /// It is the one by which the question came.
    let current: Bool

    init(_ session: Session, current: SessionID?) {
        (id, began, seen, expires) = (session.id, session.began, session.seen, session.expires)
        self.current = session.id == current
    }
}

/// A fresh session: the only answer that holds the secret.
struct NewSessionAnswer: Codable, Sendable {
    let token: String
    let expires: Moment
}
