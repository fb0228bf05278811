/// What is done in an act; one act often packs several.
package enum ActionKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Meneliti: examine, without a mark of one's own.
    case review
    /// Memaraf: initial, the agreement of a lower official before the signature.
    case paraf
    /// Menandatangani.
    case sign
    case decide
    case assign
    case prepare
    case notify
    /// Memastikan perangkat dapat beroperasi dengan baik.
    case checkDevice = "check-device"
    /// Menampilkan: show on a screen.
    case display
    /// Mencatat: take notes.
    case record
    /// Menyampaikan, meneruskan, menyerahkan: deliver to.
    case deliver
    /// Menatausahakan: register and file.
    case archive
    /// Watch and analyse data.
    case monitor
    /// Take formal receipt of an object, an assignment or a notice.
    case receive
    /// Menyetujui without a signature.
    case approve
    /// Menginput: put the materials on the equipment.
    case load
    /// Hold the meeting.
    case conduct
    /// Merekam video.
    case recordVideo = "record-video"
    /// Menindaklanjuti: carry out an agreement.
    case followUp = "follow-up"
    /// Call a taxpayer or a member of the public.
    case contact
    /// A system's operation on data.
    case execute
    case escalate
    /// Proses selesai.
    case end
    /// Mengembalikan dengan catatan: back to the drafter with remarks; no procedure prints it.
    case giveBack = "return"
    /// Confirm what was recorded on one's oral order; no procedure prints it.
    case confirm
    /// Let the others go on without an office or a section, for a reason; no procedure prints it.
    case release
}
