import Calls

/// Which machines speak for the rooms.
enum MachineCalls {
    static let list = Call(
        .get, "/api/machines", by: .keeper,
        "Which machine speaks for each room, and which are refused (Operator RKO)", gives: [MachineAnswer].self)
    static let choose = Call(
        .post, "/api/machines/:room", by: .keeper, "Choose which machine speaks for a room (Operator RKO)",
        takes: MachineForm.self, gives: MachineAnswer.self)
}
