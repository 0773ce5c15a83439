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
/// <param name="Unmoved">The objective of the model before the request; null where that model failed.</param>
/// <param name="Helped">Whether the chosen candidate is closer to retraining than the model before the request.</param>
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
    Figure? Unmoved,
    bool Helped,
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
        + $"The objective is {Meaning(tuning.Objective)} "
        + FormattableString.Invariant($"Each part counts {Weight(tuning)}, and the mean is taken; ")
        + "0 is the reference itself, the yardstick is another retrained model, and doing nothing is the model before the request. "
        + "The chosen value is the least of many and so flatters a little; the tables above are measured on other seeds and do not.";

    /// <summary>What a line says where the best candidate is no closer to retraining than the model before the request.</summary>
    public const string NothingHelped = "nothing helped: no candidate is closer to retraining than doing nothing";

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
            method.Unmoved,
            method.Helped,
            method.Candidates.Count,
            method.Candidates.Count(static candidate => candidate.Objective is null),
            Words(method.Space, ": ")
        );

    private static string Meaning(string objective) =>
        objective == TuningResult.AverageGaps
            ? "the distance to the retrained reference in retain accuracy, forget accuracy, accuracy on unseen points and mean forget loss, each in units of what another seed of retraining does to it."
            : "the mean of four distances to the retrained reference, in units of what another seed of retraining does: the shift of confidence on forgotten points (paired, less that on unseen points), half of what the divergence on forgotten points exceeds its unit by, and what the accuracies on retained and on unseen points exceed theirs by.";

    private static string Weight(TuningResult tuning) =>
        tuning.Objective == TuningResult.AverageGaps
            ? FormattableString.Invariant($"up to {tuning.Cap}")
            : FormattableString.Invariant($"in full up to {tuning.Cap} and by its logarithm beyond");

    private static string Words(IReadOnlyDictionary<string, string> values, string between) =>
        string.Join(between == " " ? ", " : "; ", values.Select(pair => $"{pair.Key}{between}{pair.Value}"));
}
