using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// Linear centred kernel alignment of the last hidden layer on the forget set, unlearned against retrained (Kornblith et al.
/// 2019), averaged over references; beside it the null, the references among themselves.
/// </summary>
[VerificationAttack("cka", Title = "CKA")]
[Refuses(typeof(ITextPoints), Reason = "it reads one hidden layer of each point")]
public sealed record Cka : IOutputAttack
{
    /// <summary>Mean alignment with retrained models.</summary>
    public static FigureKind Alignment { get; } =
        new(
            "cka",
            "CKA",
            "Alignment of the last hidden layer on the forget set with that of retrained models, mean over them; 1 is equal up to rotation and scale."
        )
        {
            Reading = Reading.DistinctWhenLow,
        };

    private static readonly FigureKind NullAlignment = new(
        "null-cka",
        "CKA, null",
        "The same among the retrained models themselves."
    )
    {
        Direction = Direction.None,
    };

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [RepresentationEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Alignment, NullAlignment];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        (FeatureTable target, IReadOnlyList<FeatureTable> references) = Representations.Require(input, "cka");
        FeatureTable own = Representations.Members(target, input.Members);
        FeatureTable[] others = [.. references.Select(r => Representations.Members(r, input.Members))];
        (FeatureTable, FeatureTable)[] pairs = [.. others.SelectMany((r, i) => others.Skip(i + 1).Select(o => (r, o)))];
        return new AttackEvidence
        {
            Figures =
            [
                Mean(Alignment, [.. others.Select(o => (own, o))], own.Points),
                Mean(NullAlignment, pairs, own.Points),
            ],
        };
    }

    private static Figure Mean(FigureKind kind, (FeatureTable First, FeatureTable Second)[] pairs, int points) =>
        points < 2 ? kind.NotResolvable("needs two forgotten points", points)
        : pairs.Length == 0 ? kind.NotResolvable("needs two retrained models", points)
        : kind.Of(pairs.Average(static pair => CentredKernelAlignment.Of(pair.First, pair.Second)), points);
}
