import Reports

extension MaterialPages.Failure {
    /// The file itself is at fault, and whoever handed it in can mend it; what else went wrong is the service's matter.
    var isOfTheFile: Bool {
        switch self {
        case .empty, .tooManyBytes, .notPDF, .encrypted, .broken, .noPages, .tooManyPages, .pageSize, .pageMissing,
            .pageCount, .pageNotDrawn, .portfolio, .dynamicForm, .tooLong:
            true
        case .unreadable, .program, .storage: false
        }
    }
}

extension String {
    /// The text with each absolute path cut to its last part: where the service keeps its files is nobody's matter.
    ///
    /// For words of outside programs, which name the file that they were given.
    var withoutFolders: String { replacing(/(^|[\s"'“(:=])(?:\/[^\/\s"'“”]+)+\//) { "\($0.output.1)" } }
}
