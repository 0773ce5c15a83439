using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;

namespace Unlearn.Benchmarks.Engine;

/// <summary>A run of a definition from an empty store to results.</summary>
internal static class EngineRun
{
    /// <summary>Runs it; a failed trial is an error.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="folder">For run and store.</param>
    /// <param name="jobs">Number of workers.</param>
    public static async Task<RunOutcome> RunAsync(ExperimentDefinition definition, string folder, int jobs)
    {
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            new RunRequest
            {
                Experiment = new FixedExperiment(definition),
                Definition = definition,
                Folder = Path.Combine(folder, "run"),
                Store = Path.Combine(folder, "store"),
                Data = new DataFolders([], AppContext.BaseDirectory),
                Jobs = jobs,
            },
            new Silence(),
            CancellationToken.None
        );
        return outcome.Failed.Any() ? throw new InvalidOperationException(outcome.Failed.First().Reason) : outcome;
    }

    private sealed class FixedExperiment(ExperimentDefinition definition) : IExperiment
    {
        public string ManifestFile => $"{definition.Name}.unlearn.yaml";

        public string ManifestText => $"experiment: {definition.Name}\n";

        public ExperimentDefinition Define() => definition;
    }

    private sealed class Silence : IProgress<RunEvent>
    {
        public void Report(RunEvent value) { }
    }
}
