using System.Text.Json.Serialization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tuning;

namespace Unlearn.Engine.Reproduction;

/// <summary>
/// Everything that a manifest resolves to today, <c>manifest.lock.json</c>: meant to be kept beside the manifest in version
/// control, so that a later run can tell what drifted.
/// </summary>
public sealed record ManifestLock
{
    /// <summary>Version of this schema.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Digest of the typed definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The tensor library and class of device.</summary>
    public required string Platform { get; init; }

    /// <summary>Digest of the content of each dataset.</summary>
    public required IReadOnlyDictionary<string, string> Datasets { get; init; }

    /// <summary>Packages with their versions.</summary>
    public required IReadOnlyDictionary<string, string> Packages { get; init; }

    /// <summary>Trials with the keys of their models and measurements; the key covers seeds, points, options and versions.</summary>
    public required IReadOnlyDictionary<string, LockedTrial> Trials { get; init; }

    /// <summary>
    /// For each tuned method of each setting, a digest of the keys of all its candidates: with it everything that decides the chosen
    /// options is locked. The trials of tuned methods are locked as they are without tuning. Empty without tuning.
    /// </summary>
    public IReadOnlyDictionary<string, string> Tuning { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// For each dataset and architecture whose points are scored, the key of the scores: with it the forget sets of scenario
    /// <c>memorised</c> are locked also where the scores do not exist yet. Empty without that scenario.
    /// </summary>
    public IReadOnlyDictionary<string, string> Scoring { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether trials are not known yet, because forget sets depend on scores that do not exist.</summary>
    [JsonIgnore]
    public bool IsScoring => Trials.Count == 0 && Scoring.Count > 0;

    /// <summary>Locks a plan.</summary>
    /// <param name="plan">The plan with the options as written, or its first step where scores are missing.</param>
    /// <param name="tuning">The plan of its tuning, or null.</param>
    public static ManifestLock Of(ExperimentPlan plan, TuningPlan? tuning = null) =>
        new()
        {
            Definition = ResultAssembler.DefinitionDigest(plan.Definition),
            Platform = $"{ProblemLoader.Platform.Library}, {ProblemLoader.Platform.Device}",
            Datasets = new SortedDictionary<string, string>(
                plan.Problems.DistinctBy(static problem => problem.DatasetName)
                    .ToDictionary(static problem => problem.DatasetName, static problem => problem.Data.Dataset.Digest),
                StringComparer.Ordinal
            ),
            Packages = new SortedDictionary<string, string>(
                // Without the commit behind '+': a version says what a package computes, a commit also what its README says.
                EnvironmentProbe
                    .NumericPackages()
                    .ToDictionary(static package => package.Key, static package => package.Value.Split('+')[0]),
                StringComparer.Ordinal
            ),
            Trials = new SortedDictionary<string, LockedTrial>(
                plan.Trials.ToDictionary(static trial => trial.Id, LockedTrial.Of),
                StringComparer.Ordinal
            ),
            Tuning = new SortedDictionary<string, string>(
                (tuning?.Rows ?? []).ToDictionary(
                    static row => $"{row.Problem.Name}/{row.Scenario}/{row.Recipe.Id}",
                    KeyOf
                ),
                StringComparer.Ordinal
            ),
            Scoring = new SortedDictionary<string, string>(
                plan.Scoring.GroupBy(static task => task.Problem.Name)
                    .ToDictionary(
                        static tasks => tasks.Key,
                        static tasks => string.Join(' ', tasks.Select(static task => task.Key.Hex))
                    ),
                StringComparer.Ordinal
            ),
        };

    private static string KeyOf(TunedRow row) =>
        ContentKey
            .Of(
                string.Concat(
                    row.Candidates.SelectMany(static candidate => candidate.Seeds)
                        .Concat(row.Yardstick)
                        .Select(static task => task.Key.Hex)
                )
            )
            .Hex;

    /// <summary>What is no longer as it was locked, in words; empty where nothing drifted.</summary>
    /// <param name="now">The lock that would be made now.</param>
    public IReadOnlyList<string> Drift(ManifestLock now)
    {
        var drift = new List<string>();
        if (Definition != now.Definition)
        {
            drift.Add("the definition: some option, seed, scenario, method or attack changed");
        }

        if (Platform != now.Platform)
        {
            drift.Add($"the platform: {Platform} -> {now.Platform}");
        }

        drift.AddRange(Changes("dataset", Datasets, now.Datasets));
        drift.AddRange(Changes("package", Packages, now.Packages));
        drift.AddRange(Changes("scores of", Scoring, now.Scoring));
        if (now.IsScoring)
        {
            // Equal keys of scores give equal scores, and with them the trials that were locked.
            return drift;
        }

        drift.AddRange(Changes("tuning of", Tuning, now.Tuning));
        drift.AddRange(
            Changes(
                "trial",
                Trials.ToDictionary(static trial => trial.Key, static trial => trial.Value.ToString()),
                now.Trials.ToDictionary(static trial => trial.Key, static trial => trial.Value.ToString())
            )
        );
        return drift;
    }

    private static IEnumerable<string> Changes(
        string what,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        before
            .Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Select(name =>
                !before.ContainsKey(name) ? $"{what} {name} is new"
                : !after.ContainsKey(name) ? $"{what} {name} is gone"
                : $"{what} {name}: {before[name]} -> {after[name]}"
            );
}
