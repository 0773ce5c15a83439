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
        (FeatureTable, FeatureTable)[] pairs = [.. others.SelectMany((r, i) => others.Skip(i + 1).Select(o => (r, o)))];
        return new AttackEvidence
        {
            Figures =
            [
                Mean("cka", [.. others.Select(o => (own, o))], own.Points),
                Mean("null-cka", pairs, own.Points) with
                {
                    Direction = Direction.None,
                },
            ],
        };
    }

    private static Figure Mean(string name, (FeatureTable First, FeatureTable Second)[] pairs, int points)
    {
        string? reason =
            points < 2 ? "needs two forgotten points"
            : pairs.Length == 0 ? "needs two retrained models"
            : null;
        return new Figure
        {
            Name = name,
            Value = reason is null
                ? pairs.Average(static pair => CentredKernelAlignment.Of(pair.First, pair.Second))
                : null,
            Count = points,
            NotResolvable = reason,
        };
    }
}
