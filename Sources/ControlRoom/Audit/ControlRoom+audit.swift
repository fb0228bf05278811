extension ControlRoom {
    /// Takes over what has waited: changes of rights and choices between machines by other processes, and what was counted
    /// in minutes that are over.
    ///
    /// Called every few seconds.
    package func keepAudit() async throws {
        try await audits.takeRights()
        try await takeMachineChoices()
        try await audits.keepCounted()
    }
}
