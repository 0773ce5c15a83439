using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Unlearn.Tool.Terminal;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Tool.Auditing;

/// <summary>
/// An audit as JSON: every figure with all its digits, its interval and its conventions, and the score of every point. Infinite
/// numbers are the texts <c>"Infinity"</c> and <c>"-Infinity"</c>.
/// </summary>
internal static class AuditJson
{
    /// <summary>Raised when a property changes its meaning or goes away.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Layout = new(JsonOutput.Indented)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly (string Convention, string Meaning)[] Conventions =
    [
        ("score", "larger = member"),
        ("decision", "score >= threshold"),
        ("auc", "ties count one half"),
        ("tprAtFpr", "largest TPR with FPR <= the rate, no interpolation"),
        ("standardDeviation", "population (divided by n)"),
        ("arithmetic", "float64"),
    ];

    /// <summary>The text.</summary>
    public static string Of(AuditRun run) =>
        JsonSerializer.Serialize(
            new
            {
                SchemaVersion,
                Audit = run.Audit.Name,
                Options = AuditOptions.Values(run.Audit.Options),
                Conventions = Conventions.ToDictionary(static c => c.Convention, static c => c.Meaning),
                run.Result.Notes,
                run.Result.Warnings,
                Arrays = run.Read.Select(static array => new
                {
                    array.Name,
                    array.Array.Shape,
                    array.Source,
                }),
                NotRead = run.Unread.Select(static array => array.Name),
                Figures = run.Result.Figures.Select(ToJson),
                Rows = run.Result.Rows.Select(ToJson),
                Roc = Roc(run.Result),
                run.Result.Scores,
                run.Result.Vectors,
            },
            Layout
        );

    private static object ToJson(Figure figure) =>
        new
        {
            figure.Name,
            figure.Value,
            figure.Interval,
            figure.Unit,
            Direction = ManifestNames.Kebab($"{figure.Direction}"),
            figure.Count,
            figure.NotResolvable,
        };

    private static JsonObject ToJson(AuditRow row)
    {
        var properties = new JsonObject { ["row"] = row.Name };
        foreach ((string name, double value) in row.Values)
        {
            properties[name] = JsonSerializer.SerializeToNode(value, Layout);
        }

        return properties;
    }

    /// <summary>All three conventions of the rate, whether or not the number of non-members resolves it.</summary>
    private static object? Roc(AuditResult result)
    {
        if (result is not { Scores: { } scores, Members: { } members })
        {
            return null;
        }

        RocCurve roc = RocCurve.From(scores, members);
        return new
        {
            roc.Members,
            roc.NonMembers,
            roc.Auc,
            roc.BalancedAccuracy,
            TprAtFpr = ((double[])[0.01, 0.001]).Select(rate => new
            {
                Fpr = rate,
                Resolvable = roc.NonMembers * rate >= 1 - 1e-9,
                Largest = roc.TprAtFpr(rate),
                Strict = roc.TprAtFprStrict(rate),
                Interpolated = roc.TprAtFprInterpolated(rate),
            }),
        };
    }
}
