using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>
/// What the target's own answers to the prompts of the attacked points, by the likeliest token each time, have in common with the right answers. A document is
/// continued from its first half.
/// </summary>
public sealed class GreedyEvidence : CollectedEvidence<RougeOverlaps>
{
    private const string Recall = "greedy_rouge_recall";
    private const string F1 = "greedy_rouge_f1";

    private GreedyEvidence() { }

    /// <summary>The kind.</summary>
    public static GreedyEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "the target's greedy answers to the prompts of the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.Target, null)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [EvidenceArray.Of(Recall, "points, 0 to 1"), EvidenceArray.Of(F1, "points, 0 to 1")];

    /// <inheritdoc />
    public override void Check(RougeOverlaps value, AttackInput input)
    {
        foreach ((string name, double[] shares) in new[] { (Recall, value.Recall), (F1, value.F1) })
        {
            if (shares.Length != input.Labels.Length)
            {
                throw new InputException(
                    $"'{name}' has {shares.Length} numbers for {input.Labels.Length} attacked points."
                );
            }

            int bad = Array.FindIndex(shares, static share => share is not (>= 0 and <= 1));
            if (bad >= 0)
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{name}' holds {shares[bad]} for point {bad}; a share lies between 0 and 1."
                    )
                );
            }
        }
    }

    /// <inheritdoc />
    protected override RougeOverlaps Collect(IModelAnswers answers)
    {
        RougeL[] rouge =
        [
            .. answers.Greedy(ModelRole.Target).Single().Select(static pair => RougeL.Of(pair.Right, pair.Said)),
        ];
        return new RougeOverlaps(
            Array.ConvertAll(rouge, static one => one.Recall),
            Array.ConvertAll(rouge, static one => one.F1)
        );
    }

    /// <inheritdoc />
    protected override RougeOverlaps? Read(IEvidenceArrays arrays) =>
        (arrays.Numbers(Recall, arrays.Points), arrays.Numbers(F1, arrays.Points)) switch
        {
            ({ } recall, { } f1) => new RougeOverlaps(recall, f1),
            (null, null) => null,
            _ => throw new InputException($"'{Recall}' and '{F1}' go together: give both."),
        };

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(RougeOverlaps value) =>
        [new(Recall, [value.Recall.Length], value.Recall), new(F1, [value.F1.Length], value.F1)];
}
