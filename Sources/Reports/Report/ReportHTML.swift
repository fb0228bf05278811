package import Digests

/// The report as a page for the console; the same template as the PDF.
package enum ReportHTML {
    /// A whole HTML document with its style in a `style` element.
    /// - Parameter picture: the address under which the page finds a picture, made by the caller and safe in an
    ///   attribute; `nil` prints a note in its place.
    package static func page(
        _ report: MeetingReport, picture: (ContentHash) -> String?
    ) throws(Print.Failure) -> String {
        try withoutActuallyEscaping(picture) { link throws(Print.Failure) in
            try Print.html("report", ReportView(report: report, link: link).values)
        }
    }
}
