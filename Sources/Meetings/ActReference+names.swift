package import Offices
package import Procedures

/// The acts on which the meeting itself depends; all others are known to the procedures alone.
extension ActReference {
    package static let decide = ActReference(procedure: .p02, step: 1)
    package static let notify = ActReference(procedure: .p02, step: 3, name: "notify")
    package static let recordVideo = ActReference(procedure: .p09, step: 3, name: "record-video")
    package static let note = ActReference(procedure: .p09, step: 3, name: "note")
    package static let correct = ActReference(procedure: .p09, step: 3, name: "correct")
    package static let nothingAgreed = ActReference(procedure: .p09, step: 3, name: "none")
    package static let display = ActReference(procedure: .p09, step: 3, name: "display")
    package static let open = ActReference(procedure: .p09, step: 2, name: "open")
    package static let close = ActReference(procedure: .p09, step: 2, name: "close")
    package static let writeReport = ActReference(procedure: .p09, step: 4, name: "write")
    package static let end = ActReference(procedure: .p09, step: 6)
    package static let receiveReport = ActReference(procedure: .p09, step: 5, name: "receive")

    /// The act by which the officer takes the room in hand; `nil` where no procedure of that kind of office is defined.
    package static func prepareRoom(of kind: OfficeKind) -> ActReference? {
        roomStep(of: kind).map { ActReference(procedure: $0.procedure, step: $0.step, name: "prepare") }
    }

    /// The act that confirms the devices of a room.
    package static func checkDevices(of kind: OfficeKind) -> ActReference? {
        roomStep(of: kind).map { ActReference(procedure: $0.procedure, step: $0.step, name: "check-device") }
    }

    private static func roomStep(of kind: OfficeKind) -> (procedure: ProcedureCode, step: Int)? {
        switch kind {
        case .rko: (.p02, 5)
        case .kpp: (.p06, 6)
        case .kantorPusat, .direktorat, .kanwil, .ppddp, .kpddp, .kpde, .klip: nil
        }
    }
}
