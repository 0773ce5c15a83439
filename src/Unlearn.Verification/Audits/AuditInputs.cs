using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Audits;

/// <summary>
/// Builds an attack's input from named arrays that came from anywhere, with every check that a person needs. Outputs are
/// given as <c>NAME_logits</c> or <c>NAME_probabilities</c>; probabilities become logits by log(max(p, 1e-30)), which keeps
/// every signal and makes phi = log p_y - log(sum of the others).
/// </summary>
/// <remarks>
/// Names: <c>target_*</c> [N, C] (plain <c>logits</c>, <c>probabilities</c> too), <c>labels</c> [N], <c>members</c> [N] of 0
/// and 1, and the <see cref="EvidenceKind.Arrays"/> of further evidence.
/// </remarks>
public static class AuditInputs
{
    /// <summary>The array that says which attacked points are members.</summary>
    public const string Members = "members";

    /// <summary>The arrays of the attacked points: the target's outputs, labels and members.</summary>
    public static IReadOnlyList<EvidenceArray> Attacked { get; } =
    [
        EvidenceArray.Outputs(OutputNames.Target, "points", queries: true),
        EvidenceArray.Labels(OutputNames.Target, "points"),
        EvidenceArray.Members(Members, "points"),
    ];

    private static readonly string Labels = OutputNames.Labels(OutputNames.Target);

    /// <summary>The arrays of an input, from which <see cref="Build"/> makes it again.</summary>
    public static IEnumerable<NamedArray> Write(AttackInput input) =>
        [
            EvidenceArray.Write(OutputNames.Target, input.Target),
            EvidenceArray.Write(Labels, input.Labels),
            EvidenceArray.Write(Members, [input.Members.Length], input.Members),
            .. input.Kinds.SelectMany(kind => kind.Write(input)),
        ];

    /// <summary>Builds the input.</summary>
    /// <param name="arrays">The arrays; names that are not understood are an error that gives the nearest one.</param>
    /// <param name="kinds">The further evidence that is read, where it is there.</param>
    /// <param name="outputs">
    /// Whether the target's outputs are needed. An attack on representations alone sees zeros in their place where none are given.
    /// </param>
    /// <exception cref="InputException">
    /// Something is missing, unknown, of another shape, not a number, not a probability, or one-sided.
    /// </exception>
    public static AttackInput Build(
        IReadOnlyCollection<NamedArray> arrays,
        IReadOnlyCollection<EvidenceKind> kinds,
        bool outputs = true
    )
    {
        Dictionary<string, NamedArray> named = Index(arrays, kinds);
        LogitTable target =
            EvidenceArrays.Target(named)
            ?? (outputs ? null : Blank(EvidenceArrays.Require(named, Labels)))
            ?? throw new InputException(
                "There is no 'target_logits' and no 'target_probabilities': give one, points x classes."
            );
        var all = new EvidenceArrays(named, target.Points, target.Classes);
        AttackInput input = new()
        {
            Target = target,
            Labels = all.Labels(Labels, target.Points),
            ClassNames = [.. named[Labels].Names ?? []],
            Members = ArrayValues.Flags(EvidenceArrays.Require(named, Members), [target.Points]),
        };
        input = kinds.Aggregate(input, (soFar, kind) => kind.Read(soFar, all));
        InputChecks.CheckTarget(input);
        return input;
    }

    /// <summary>No outputs: zeros for as many points and classes as the labels name.</summary>
    private static LogitTable Blank(NamedArray labels)
    {
        int classes = Math.Max(2, (int)Math.Min(1_000_000, labels.Values.Append(0).Max()) + 1);
        return new LogitTable(new double[labels.Values.Length * classes], classes);
    }

    private static Dictionary<string, NamedArray> Index(
        IReadOnlyCollection<NamedArray> arrays,
        IReadOnlyCollection<EvidenceKind> kinds
    )
    {
        string[] names =
        [
            .. Attacked
                .Concat(kinds.SelectMany(static kind => kind.Arrays))
                .SelectMany(static array => array.Names)
                .Where(static name => !OutputNames.IsPhi(name)),
            .. OutputNames.Short.Keys.Where(static name => OutputNames.HasClasses(OutputNames.Short[name])),
        ];
        var named = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        foreach (NamedArray given in arrays)
        {
            if (!names.Contains(given.Name))
            {
                throw new InputException(
                    $"'{given.Name}' is no array of an audit.{NearestName.Sentence(given.Name, names)}"
                );
            }

            ArrayValues.Check(given);
            string name = OutputNames.Short.GetValueOrDefault(given.Name, given.Name);
            if (!named.TryAdd(name, given with { Name = name }))
            {
                throw new InputException($"'{name}' is given twice.");
            }
        }

        return named;
    }
}
