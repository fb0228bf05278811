import RoomMedia

/// Makes the pipeline that a plan asks for.
enum PipelineMaker {
    static func make(_ plan: ChildPlan, from folder: PipelineFolder) async throws(MediaFailure) -> any MediaPipeline {
        switch plan {
        case .capture(let plan): try await CapturePipeline(plan, pipelines: folder)
        case .send(let plan): try await SendPipeline(plan, pipelines: folder)
        case .preview(let plan): try await PreviewPipeline(plan, pipelines: folder)
        case .programme(let plan): try await ProgrammePipeline(plan, pipelines: folder)
        case .display(let plan): try await DisplayPipeline(plan, pipelines: folder)
        }
    }
}
