using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Tests.Cluster;

/// <summary>A run of the small experiment that is prepared for other processes, with a tool that is a text file.</summary>
internal static class ClusterSamples
{
    public static RunRequest Request(ExperimentDefinition definition, TemporaryFolder folder, string store = "store") =>
        Samples.Request(definition, folder["run"], folder[store], jobs: 1) with
        {
            Failures = new ClusterFolder(folder["run"]).Failures,
        };

    public static ClusterPreparation Preparation(TemporaryFolder folder, double pack = 0.05)
    {
        Directory.CreateDirectory(folder["tool"]);
        File.WriteAllText(Path.Combine(folder["tool"], "unlearn.dll"), "the tool");
        var options = new ClusterOptions { ToolFolder = folder["tool"], SecondsPerElement = pack };
        return new ClusterPreparation(options, TimeProvider.System);
    }

    public static Task<ClusterPlan> PrepareAsync(RunRequest request, TemporaryFolder folder, double pack = 0.05) =>
        Preparation(folder, pack).PrepareAsync(request, new EventList(), CancellationToken.None);
}
