using Unlearn.Learning.Data;

namespace Unlearn.Tool.Hosting;

/// <summary>Which folders a run uses, decided from options, environment variables and defaults, in that order.</summary>
/// <param name="variable">The value of an environment variable, or null.</param>
/// <param name="current">The current folder.</param>
internal sealed class Folders(Func<string, string?> variable, string current)
{
    /// <summary>The environment variable that names the store.</summary>
    public const string StoreVariable = "UNLEARN_STORE";

    /// <summary>The folders of this process.</summary>
    public static Folders FromEnvironment() => new(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);

    /// <summary>The store: <c>--store</c>, else <c>UNLEARN_STORE</c>, else <c>artifacts/store</c> here.</summary>
    public string Store(string? option) => Absolute(First(option, variable(StoreVariable)) ?? "artifacts/store");

    /// <summary>The run's folder: <c>--output</c>, else one under <c>artifacts/runs</c> here, named after the time.</summary>
    public string Output(string? option, string experiment, DateTimeOffset now) =>
        Timed(option, "artifacts/runs", experiment, now);

    /// <summary>The folder of a benchmark: <c>--output</c>, else one under <c>artifacts/benchmarks</c> here, named after the time.</summary>
    public string Bench(string? option, string experiment, DateTimeOffset now) =>
        Timed(option, "artifacts/benchmarks", experiment, now);

    /// <summary>Where datasets are looked for: <c>--data</c>, then each folder of <c>UNLEARN_DATA</c>, then the user's cache.</summary>
    /// <param name="option">The option, or null.</param>
    /// <param name="manifestFolder">Where relative paths of the manifest start; the current folder for built-in ones.</param>
    /// <returns>Folders without a client: <see cref="Downloads.For"/> adds one.</returns>
    public DataFolders Data(string? option, string? manifestFolder = null) =>
        DataFolders.Usual(
            First(option) is { } given ? Absolute(given) : null,
            Absolute(manifestFolder ?? "."),
            variable
        );

    private string Timed(string? option, string parent, string experiment, DateTimeOffset now) =>
        Absolute(First(option) ?? $"{parent}/{experiment}-{now.UtcDateTime:yyyyMMdd-HHmmss}");

    private string Absolute(string path) => Path.GetFullPath(path, current);

    private static string? First(params string?[] candidates) =>
        candidates.FirstOrDefault(static candidate => !string.IsNullOrEmpty(candidate));
}
