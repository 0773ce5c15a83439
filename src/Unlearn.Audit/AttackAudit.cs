using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>Runs an attack of the library on arrays.</summary>
/// <param name="Name">The attack's name.</param>
/// <param name="Attack">The attack with its options.</param>
public sealed record AttackAudit(string Name, IOutputAttack Attack) : IAudit
{
    /// <inheritdoc/>
    public object Options => Attack;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays => AttackArrays.Of(Attack);

    /// <inheritdoc/>
    public AuditResult Run(IReadOnlyList<NamedArray> arrays)
    {
        int queries = QueryAxis.Count(arrays, Arrays);
        if (queries > 1 && !Attack.AveragesQueries)
        {
            throw new InputException(
                $"'{Name}' reads one query per point, and the outputs have an axis of {queries} before the classes: take one, a[..., 0, :], or 'lira', which reads all."
            );
        }

        AuditResult[] results =
        [
            .. Enumerable.Range(0, queries).Select(query => Evaluate(QueryAxis.Slice(arrays, Arrays, query))),
        ];
        return queries == 1 ? results[0] : Averaged(results);
    }

    /// <summary>The mean of the log-likelihood ratios over queries, as the reference implementation takes it.</summary>
    private static AuditResult Averaged(AuditResult[] results)
    {
        double[] scores =
        [
            .. Enumerable
                .Range(0, results[0].Scores!.Length)
                .Select(point => results.Average(result => result.Scores![point])),
        ];
        return results[0] with
        {
            Figures = ScoreFigures.Of(scores, results[0].Members!),
            Scores = scores,
            Notes = [.. results[0].Notes, $"queries per point: {results.Length}; their scores are averaged"],
        };
    }

    private AuditResult Evaluate(IReadOnlyList<NamedArray> arrays)
    {
        AttackInput given = AuditInputs.Build(
            PhiArrays.ToLogits(arrays, AttackArrays.All(Attack)),
            AttackArrays.Kinds(Attack),
            outputs: !AttackArrays.IsBlindToOutputs(Attack)
        );
        int[]? kept = Attack is IReferenceAttack reference ? ScorablePoints.Of(reference, given) : null;
        AttackInput input = kept is null ? given : ScorablePoints.Keep(given, kept);
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
            Vectors = kept is null
                ? new Dictionary<string, double[]>()
                : new Dictionary<string, double[]>
                {
                    ["scored points"] = [.. kept.Select(static point => (double)point)],
                },
            Notes =
            [
                .. Notes(attack, input),
                .. evidence.Notes,
                .. kept is null ? Array.Empty<string>() : [ScorablePoints.Describe(given, kept)],
            ],
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

        int models = AttackArrays.Kinds(Attack).Select(kind => kind.Models(input)).DefaultIfEmpty().Max();
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
    }
}
