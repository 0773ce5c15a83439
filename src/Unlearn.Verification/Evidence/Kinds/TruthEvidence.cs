using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>
/// How likely the target and retrained models, with other seeds, think right and wrong answers to the attacked points. In files, rows are filled up with zeros, and
/// counts say how many answers a point has: none, or the right one and at least one wrong. Ratios are those of members alone, so that non-members are not asked.
/// </summary>
public sealed class TruthEvidence : CollectedEvidence<TruthAnswers>
{
    private const string Target = "target_truth_logs";
    private const string Retrained = "retrained_truth_logs";
    private const string Counts = "truth_answer_counts";

    private TruthEvidence() { }

    /// <summary>The kind.</summary>
    public static TruthEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "log-probabilities of right and wrong answers to the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } =
    [new(ModelRole.Target, PointRole.Attacked), new(ModelRole.References, PointRole.Attacked)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [
        EvidenceArray.Of(Target, "points x answers, nats"),
        EvidenceArray.Of(Retrained, "models x points x answers, nats"),
        EvidenceArray.Of(Counts, "points"),
    ];

    /// <inheritdoc />
    public override void Check(TruthAnswers value, AttackInput input)
    {
        foreach (double[][] model in value.Retrained.Prepend(value.Target))
        {
            if (model.Length != input.Labels.Length)
            {
                throw new InputException(
                    $"Right and wrong answers to {model.Length} points for {input.Labels.Length} attacked points."
                );
            }

            for (int point = 0; point < model.Length; point++)
            {
                if (model[point].Length == 1 || model[point].Length != value.Target[point].Length)
                {
                    throw new InputException(
                        $"Point {point} has {model[point].Length} answers; none, or a right one and at least one wrong, the same of every model, are right."
                    );
                }

                if (model[point].Any(static log => !double.IsFinite(log) || log > 0))
                {
                    throw new InputException(
                        $"An answer to point {point} has a log-probability that is above 0 or not finite."
                    );
                }
            }
        }
    }

    /// <inheritdoc />
    protected override TruthAnswers Collect(IModelAnswers answers)
    {
        return new TruthAnswers(Of(ModelRole.Target).Single(), [.. Of(ModelRole.References)]);

        IEnumerable<double[][]> Of(ModelRole models) =>
            answers
                .Logs(models, TextForm.Paraphrase, ofMembers: true)
                .Zip(
                    answers.Logs(models, TextForm.WrongAnswers, ofMembers: true),
                    static (right, wrong) =>
                        right
                            .Zip(
                                wrong,
                                static (one, others) =>
                                    others.Length == 0 || one.Length == 0 ? [] : (double[])[one[0], .. others]
                            )
                            .ToArray()
                );
    }

    /// <inheritdoc />
    protected override TruthAnswers? Read(IEvidenceArrays arrays)
    {
        if (arrays.Features(Target) is not { } target)
        {
            return null;
        }

        double[] counts =
            arrays.Numbers(Counts, arrays.Points)
            ?? throw new InputException($"'{Target}' is given without '{Counts}': how many answers each point has.");
        int bad = Array.FindIndex(
            counts,
            count => count != Math.Floor(count) || count is < 0 or 1 || count > target.Width
        );
        if (bad >= 0)
        {
            throw new InputException(
                $"'{Counts}' holds {counts[bad]} for point {bad}; a count is 0, or a whole number from 2 to {target.Width}, the width of '{Target}'."
            );
        }

        IReadOnlyList<FeatureTable> retrained = arrays.FeaturesOfModels(Retrained) ?? [];
        if (retrained.Any(table => table.Width != target.Width))
        {
            throw new InputException(
                $"'{Retrained}' has {retrained[0].Width} answers per point, '{Target}' {target.Width}."
            );
        }

        return new TruthAnswers(Rows(target), [.. retrained.Select(Rows)]);

        double[][] Rows(FeatureTable table) =>
            [.. counts.Select((count, point) => table.Row(point)[..(int)count].ToArray())];
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(TruthAnswers value)
    {
        int points = value.Target.Length;
        int most = value.Target.Max(static row => row.Length);
        yield return new NamedArray(Target, [points, most], Filled(value.Target));
        if (value.Retrained.Count > 0)
        {
            yield return new NamedArray(
                Retrained,
                [value.Retrained.Count, points, most],
                [.. value.Retrained.SelectMany(Filled)]
            );
        }

        yield return EvidenceArray.Write(Counts, Array.ConvertAll(value.Target, static row => row.Length));

        double[] Filled(double[][] rows) =>
            [.. rows.SelectMany(row => row.Concat(Enumerable.Repeat(0.0, most - row.Length)))];
    }
}
