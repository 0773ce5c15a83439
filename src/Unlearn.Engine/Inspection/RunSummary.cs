using Unlearn.Engine.Output;

namespace Unlearn.Engine.Inspection;

/// <summary>A run in a list of runs.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Started">When it began, or null where it does not say.</param>
/// <param name="Status">How far it is.</param>
/// <param name="ResultsDigest">SHA-256 of its results, or null without any.</param>
public sealed record RunSummary(
    string Name,
    string Folder,
    DateTimeOffset? Started,
    RunStatus Status,
    string? ResultsDigest
)
{
    /// <summary>The runs under a folder, the latest first; folders that are no runs are left out.</summary>
    /// <param name="runsFolder">The folder of run folders.</param>
    public static IReadOnlyList<RunSummary> List(string runsFolder) =>
        Directory.Exists(runsFolder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(runsFolder)
                    .Where(static folder => File.Exists(Path.Combine(folder, Running.RunJournal.FileName)))
                    .Select(Of)
                    .OrderByDescending(static run => run.Started)
                    .ThenBy(static run => run.Name, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>One run.</summary>
    /// <param name="folder">Its folder.</param>
    public static RunSummary Of(string folder)
    {
        RunEnvironment? environment = new RunFolder(folder).ReadEnvironment();
        return new RunSummary(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            Path.GetFullPath(folder),
            environment?.Started,
            RunStatus.Of(folder),
            environment?.ResultsDigest
        );
    }
}
