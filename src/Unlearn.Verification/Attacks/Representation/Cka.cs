using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// Linear centred kernel alignment of the last hidden layer on the forget set, unlearned against retrained (Kornblith et al.
/// 2019), averaged over references; beside it the null, the references among themselves.
/// </summary>
[VerificationAttack("cka", Title = "CKA")]
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
    public AttackNeeds Needs => AttackNeeds.Representations;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Alignment, NullAlignment];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        (FeatureTable target, IReadOnlyList<FeatureTable> references) = Representations.Require(input, "cka");
        FeatureTable own = Representations.Members(target, input.Members);
        FeatureTable[] others = [.. references.Select(r => Representations.Members(r, input.Members))];
        double[] pairs =
        [
            .. others.SelectMany((r, i) => others.Skip(i + 1).Select(o => CentredKernelAlignment.Of(r, o))),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                Alignment.Of(others.Average(o => CentredKernelAlignment.Of(own, o)), own.Points),
                pairs.Length > 0
                    ? NullAlignment.Of(pairs.Average(), own.Points)
                    : NullAlignment.NotResolvable("needs two retrained models", own.Points),
            ],
        };
    }
}
