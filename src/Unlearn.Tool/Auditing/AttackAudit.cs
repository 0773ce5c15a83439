using Unlearn.Verification;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Auditing;
using Unlearn.Verification.Evidence;

namespace Unlearn.Tool.Auditing;

/// <summary>Runs an attack of the library on arrays.</summary>
/// <param name="Name">The attack's name.</param>
/// <param name="Attack">The attack with its options.</param>
internal sealed record AttackAudit(string Name, IOutputAttack Attack) : IAudit
{
    /// <inheritdoc/>
    public object Options => Attack;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays => AttackArrays.Of(Attack);

    /// <inheritdoc/>
    public AuditResult Run(IReadOnlyList<NamedArray> arrays)
    {
        AttackInput input = AuditInputs.Build(
            PhiArrays.ToLogits(arrays),
            outputs: !AttackArrays.IsBlindToOutputs(Attack.Needs)
        );
        IOutputAttack attack = WithModels(input);
        AttackEvidence evidence = attack.Evaluate(input);
        if (evidence.Scores?.Any(double.IsNaN) == true)
        {
            throw new InputException(
                $"'{Name}' gives no number for point {Array.FindIndex(evidence.Scores, double.IsNaN)}."
            );
        }

        return new AuditResult
        {
            Figures = evidence.Figures,
            Scores = evidence.Scores,
            Members = evidence.Scores?.Length == input.Members.Length ? input.Members : null,
            Notes = [.. Notes(attack, input)],
            Warnings = evidence.Warnings,
        };
    }

    /// <summary>The number of models is the file's, not an option.</summary>
    private IOutputAttack WithModels(AttackInput input)
    {
        if (Attack is not IShadowAttack)
        {
            return Attack;
        }

        int models = input.Shadows?.Logits.Count ?? (input.UnlearnedShadows?.Count + input.Retrained?.Count) ?? 0;
        Type type = Attack.GetType();
        var copy = (IOutputAttack)Activator.CreateInstance(type)!;
        foreach (var property in AuditOptions.Properties(type))
        {
            property.SetValue(copy, property.GetValue(Attack));
        }

        type.GetProperty(nameof(IShadowAttack.Shadows))!.SetValue(copy, models);
        return copy;
    }

    private static IEnumerable<string> Notes(IOutputAttack attack, AttackInput input)
    {
        yield return $"{input.Members.Count(static m => m)} members, {input.Members.Count(static m => !m)} non-members";
        if (attack is IShadowAttack { Shadows: var models })
        {
            yield return $"models: {models}";
        }

        if (attack is Lira { Variance: LiraVariance.Automatic, Shadows: var shadows })
        {
            yield return $"variance automatic: {(shadows >= 64 ? "per-example (64 shadows or more)" : "fixed-pooled (below 64 shadows)")}";
        }
    }
}
