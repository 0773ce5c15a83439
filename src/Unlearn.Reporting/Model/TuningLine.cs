using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>The search for one method's options in one setting, ready to print.</summary>
/// <param name="Setting">Dataset, model and scenario.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Chosen">The chosen values: <c>learningRate 0.0316, epochs 5</c>.</param>
/// <param name="IsDefault">Whether the options as written and the defaults came closest.</param>
/// <param name="Objective">The chosen candidate's objective; null where every candidate failed.</param>
/// <param name="Defaults">The first candidate's objective; null where it failed.</param>
/// <param name="Yardstick">The objective of retraining with another seed.</param>
/// <param name="Candidates">Candidates that were tried.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Space">The searched options with their spaces.</param>
public sealed record TuningLine(
    string Setting,
    string Row,
    string Chosen,
    bool IsDefault,
    Figure? Objective,
    Figure? Defaults,
    Figure Yardstick,
    int Candidates,
    int Failed,
    string Space
)
{
    /// <summary>How to read the table, printed above it.</summary>
    public static string Statement(TuningResult tuning) =>
        FormattableString.Invariant(
            $"Every tuned method had {tuning.Trials} candidates on {tuning.Seeds} tuning seeds that no trial of this report uses; candidate 0 has the options as written and the defaults. "
        )
        + "The objective is the distance to the retrained reference in retain accuracy, forget accuracy, accuracy on unseen points and mean "
        + "forget loss, each in units of what another seed of retraining does to it and counted up to "
        + FormattableString.Invariant(
            $"{tuning.Cap}, averaged; 0 is the reference itself, the yardstick is another retrained model. "
        )
        + "The chosen value is the least of many and so flatters a little; the tables above are measured on other seeds and do not.";

    /// <summary>The lines of a tuned run; none where nothing was tuned.</summary>
    public static IReadOnlyList<TuningLine> Of(TuningResult? tuning) => [.. (tuning?.Methods ?? []).Select(Of)];

    private static TuningLine Of(TunedMethodResult method) =>
        new(
            $"{method.Dataset} / {method.Model} / {method.Scenario}",
            method.Row,
            Words(method.Best.Values, " "),
            method.Chosen == 0,
            method.Best.Objective,
            method.Candidates[0].Objective,
            method.Yardstick,
            method.Candidates.Count,
            method.Candidates.Count(static candidate => candidate.Objective is null),
            Words(method.Space, ": ")
        );

    private static string Words(IReadOnlyDictionary<string, string> values, string between) =>
        string.Join(between == " " ? ", " : "; ", values.Select(pair => $"{pair.Key}{between}{pair.Value}"));
}
