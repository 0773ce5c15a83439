using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// Linear centred kernel alignment of the last hidden layer on the forget set, unlearned against retrained (Kornblith et al.
/// 2019), averaged over references; beside it the null, the references among themselves.
/// </summary>
[VerificationAttack("cka")]
public sealed record Cka : IOutputAttack
{
    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.Representations;

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
                new Figure
                {
                    Name = "cka",
                    Value = others.Average(o => CentredKernelAlignment.Of(own, o)),
                    Count = own.Points,
                },
                new Figure
                {
                    Name = "null-cka",
                    Value = pairs.Length > 0 ? pairs.Average() : null,
                    Direction = Direction.None,
                    Count = own.Points,
                    NotResolvable = pairs.Length > 0 ? null : "needs two retrained models",
                },
            ],
        };
    }
}
