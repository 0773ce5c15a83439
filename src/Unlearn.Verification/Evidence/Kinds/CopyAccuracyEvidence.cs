using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>Mean accuracies of the copies of <see cref="CopyEvidence"/> on retained and on test points, for scores that are scaled by utility.</summary>
public sealed class CopyAccuracyEvidence : CollectedEvidence<CopyAccuracies>
{
    private const string Unlearned = "unlearned_accuracies";
    private const string Retrained = "retrained_accuracies";

    private CopyAccuracyEvidence() { }

    /// <summary>The kind.</summary>
    public static CopyAccuracyEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "mean accuracies of unlearned and of retrained models";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } =
    [
        new(ModelRole.Unlearned, PointRole.Retain),
        new(ModelRole.Unlearned, PointRole.Test),
        new(ModelRole.Retrained, PointRole.Retain),
        new(ModelRole.Retrained, PointRole.Test),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [
        EvidenceArray.Of(Unlearned, "2: on retain and on test points"),
        EvidenceArray.Of(Retrained, "2: on retain and on test points"),
    ];

    /// <inheritdoc />
    public override void Check(CopyAccuracies value, AttackInput input) { }

    /// <inheritdoc />
    protected override CopyAccuracies Collect(IModelAnswers answers) =>
        new(Means(answers, ModelRole.Unlearned), Means(answers, ModelRole.Retrained));

    /// <inheritdoc />
    protected override CopyAccuracies? Read(IEvidenceArrays arrays) =>
        (Means(arrays, Unlearned), Means(arrays, Retrained)) is ({ } unlearned, { } retrained)
            ? new CopyAccuracies(unlearned, retrained)
            : null;

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(CopyAccuracies value) =>
        [
            new(Unlearned, [2], [value.Unlearned.Retain, value.Unlearned.Test]),
            new(Retrained, [2], [value.Retrained.Retain, value.Retrained.Test]),
        ];

    private static ModelAccuracies Means(IModelAnswers answers, ModelRole models) =>
        new(Mean(answers, models, PointRole.Retain), Mean(answers, models, PointRole.Test));

    private static double Mean(IModelAnswers answers, ModelRole models, PointRole points)
    {
        int[] labels = answers.Labels(points);
        return answers.Outputs(models, points).Average(table => Accuracy(table, labels));
    }

    private static double Accuracy(LogitTable table, int[] labels) =>
        labels.Where((label, point) => Softmax.Prediction(table.Row(point)) == label).Count() / (double)labels.Length;

    private static ModelAccuracies? Means(IEvidenceArrays arrays, string name) =>
        arrays.Numbers(name, 2) is not [var retain, var test] ? null
        : retain is >= 0 and <= 1 && test is >= 0 and <= 1 ? new ModelAccuracies(retain, test)
        : throw new InputException($"'{name}' holds accuracies on retain and test points, both in [0, 1].");
}
