using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Auditing;

/// <summary>
/// Builds an attack's input from named arrays that came from anywhere, with every check that a person needs. Outputs are
/// given as <c>NAME_logits</c> or <c>NAME_probabilities</c>; probabilities become logits by log(max(p, 1e-30)), which keeps
/// every signal and makes phi = log p_y - log(sum of the others).
/// </summary>
/// <remarks>
/// Names: <c>target_*</c> [N, C] (plain <c>logits</c>, <c>probabilities</c> too), <c>labels</c> [N], <c>members</c> [N] of 0
/// and 1; <c>shadow_*</c> [S, N, C] with <c>shadow_members</c> [S, N]; <c>retain_*</c> [R, C] with <c>retain_labels</c>;
/// <c>population_*</c> [P, C] with <c>population_labels</c>; <c>shadow_population_*</c> [S, P, C]; <c>original_*</c>,
/// <c>incompetent_*</c> [N, C]; <c>unlearned_*</c>, <c>retrained_*</c> [T, N, C]; <c>target_features</c> [N, W],
/// <c>retrained_features</c> [T, N, W]; <c>unlearned_accuracies</c>, <c>retrained_accuracies</c> [2]: retain, test.
/// </remarks>
public static class AuditInputs
{
    private static readonly string[] Groups =
    [
        "target",
        "shadow",
        "retain",
        "population",
        "shadow_population",
        "original",
        "incompetent",
        "unlearned",
        "retrained",
    ];

    /// <summary>The names that are understood.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Groups.SelectMany(group => new[] { $"{group}_logits", $"{group}_probabilities" }),
        "logits",
        "probabilities",
        "labels",
        "members",
        "shadow_members",
        "retain_labels",
        "population_labels",
        "target_features",
        "retrained_features",
        "unlearned_accuracies",
        "retrained_accuracies",
    ];

    /// <summary>Builds the input.</summary>
    /// <param name="arrays">The arrays; names that are not understood are an error that gives the nearest one.</param>
    /// <param name="outputs">
    /// Whether the target's outputs are needed. An attack on representations alone sees zeros in their place where none are given.
    /// </param>
    /// <exception cref="InputException">
    /// Something is missing, unknown, of another shape, not a number, not a probability, or one-sided.
    /// </exception>
    public static AttackInput Build(IReadOnlyCollection<NamedArray> arrays, bool outputs = true)
    {
        Dictionary<string, NamedArray> named = Index(arrays);
        LogitTable target =
            Single(named, "target", null, 0)
            ?? (outputs ? null : Blank(Require(named, "labels")))
            ?? throw new InputException(
                "There is no 'target_logits' and no 'target_probabilities': give one, points x classes."
            );
        int points = target.Points;
        int classes = target.Classes;
        int[] labels = ArrayValues.Labels(Require(named, "labels"), points, classes);
        bool[] members = ArrayValues.Flags(Require(named, "members"), [points]);
        LogitTable? population = Single(named, "population", null, classes);
        ModelOutputs? populationOutputs = Labelled(named, population, "population");
        LogitTable[]? shadows = Several(named, "shadow", points, classes);
        var input = new AttackInput
        {
            Target = target,
            Labels = labels,
            Members = members,
            Retain = Labelled(named, Single(named, "retain", null, classes), "retain"),
            Population = populationOutputs,
            Shadows = Shadows(named, shadows, points),
            ShadowPopulation = Several(named, "shadow_population", population?.Points, classes),
            Original = Single(named, "original", points, classes),
            Incompetent = Single(named, "incompetent", points, classes),
            UnlearnedShadows = Several(named, "unlearned", points, classes),
            Retrained = Several(named, "retrained", points, classes),
            Representation = Features(named, "target_features", points, 2)?[0],
            RetrainedRepresentations = Features(named, "retrained_features", points, 3),
            UnlearnedAccuracies = Accuracies(named, "unlearned_accuracies"),
            RetrainedAccuracies = Accuracies(named, "retrained_accuracies"),
        };
        InputChecks.CheckTarget(input);
        return input;
    }

    /// <summary>No outputs: zeros for as many points and classes as the labels name.</summary>
    private static LogitTable Blank(NamedArray labels)
    {
        int classes = Math.Max(2, (int)Math.Min(1_000_000, labels.Values.Append(0).Max()) + 1);
        return new LogitTable(new double[labels.Values.Length * classes], classes);
    }

    private static Dictionary<string, NamedArray> Index(IReadOnlyCollection<NamedArray> arrays)
    {
        var named = new Dictionary<string, NamedArray>(StringComparer.Ordinal);
        foreach (NamedArray given in arrays)
        {
            if (!Names.Contains(given.Name))
            {
                throw new InputException(
                    $"'{given.Name}' is no array of an audit; the nearest name is '{NearestName.Of(given.Name, Names)}'."
                );
            }

            ArrayValues.Check(given);
            string name = given.Name is "logits" or "probabilities" ? $"target_{given.Name}" : given.Name;
            if (!named.TryAdd(name, given with { Name = name }))
            {
                throw new InputException($"'{name}' is given twice.");
            }
        }

        return named;
    }

    private static NamedArray Require(Dictionary<string, NamedArray> named, string name) =>
        named.GetValueOrDefault(name) ?? throw new InputException($"There is no array '{name}'.");

    private static LogitTable? Single(Dictionary<string, NamedArray> named, string group, int? points, int classes) =>
        Outputs(named, group) is { } outputs ? Tables(outputs, 2, points, classes)[0] : null;

    private static LogitTable[]? Several(
        Dictionary<string, NamedArray> named,
        string group,
        int? points,
        int classes
    ) => Outputs(named, group) is { } outputs ? Tables(outputs, 3, points, classes) : null;

    private static NamedArray? Outputs(Dictionary<string, NamedArray> named, string group)
    {
        NamedArray? logits = named.GetValueOrDefault($"{group}_logits");
        NamedArray? probabilities = named.GetValueOrDefault($"{group}_probabilities");
        if (logits is not null && probabilities is not null)
        {
            throw new InputException($"Give '{group}_logits' or '{group}_probabilities', not both.");
        }

        return logits ?? (probabilities is null ? null : ArrayValues.FromProbabilities(probabilities));
    }

    private static LogitTable[] Tables(NamedArray array, int axes, int? points, int classes)
    {
        string expected =
            $"{(axes == 3 ? "models x " : "")}{points?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "points"} x "
            + (classes > 0 ? classes.ToString(System.Globalization.CultureInfo.InvariantCulture) : "classes");
        bool fits =
            array.Shape.Count == axes
            && (points is null || array.Shape[^2] == points)
            && (classes == 0 ? array.Shape[^1] >= 2 : array.Shape[^1] == classes)
            && array.Values.Length > 0;
        if (!fits)
        {
            throw new InputException($"'{array.Name}' has shape {array.ShapeText}, expected {expected}.");
        }

        int size = array.Shape[^1] * array.Shape[^2];
        return
        [
            .. Enumerable
                .Range(0, array.Values.Length / size)
                .Select(m => new LogitTable(array.Values.AsSpan(m * size, size).ToArray(), array.Shape[^1])),
        ];
    }

    private static ModelOutputs? Labelled(Dictionary<string, NamedArray> named, LogitTable? table, string group)
    {
        string name = $"{group}_labels";
        if (table is null)
        {
            return named.ContainsKey(name)
                ? throw new InputException($"'{name}' is given without outputs of '{group}'.")
                : null;
        }

        return new ModelOutputs(table, ArrayValues.Labels(Require(named, name), table.Points, table.Classes));
    }

    private static ShadowOutputs? Shadows(Dictionary<string, NamedArray> named, LogitTable[]? shadows, int points)
    {
        if (shadows is null)
        {
            return named.ContainsKey("shadow_members")
                ? throw new InputException("'shadow_members' is given without outputs of 'shadow'.")
                : null;
        }

        bool[] flags = ArrayValues.Flags(Require(named, "shadow_members"), [shadows.Length, points]);
        return new ShadowOutputs(
            shadows,
            [.. Enumerable.Range(0, shadows.Length).Select(s => flags.AsSpan(s * points, points).ToArray())]
        );
    }

    private static FeatureTable[]? Features(Dictionary<string, NamedArray> named, string name, int points, int axes)
    {
        if (named.GetValueOrDefault(name) is not { } array)
        {
            return null;
        }

        if (array.Shape.Count != axes || array.Shape[^2] != points || array.Values.Length == 0)
        {
            throw new InputException(
                $"'{name}' has shape {array.ShapeText}, expected {(axes == 3 ? "models x " : "")}{points} x columns."
            );
        }

        int size = points * array.Shape[^1];
        return
        [
            .. Enumerable
                .Range(0, array.Values.Length / size)
                .Select(m => new FeatureTable(array.Values.AsSpan(m * size, size).ToArray(), array.Shape[^1])),
        ];
    }

    private static ModelAccuracies? Accuracies(Dictionary<string, NamedArray> named, string name)
    {
        if (named.GetValueOrDefault(name) is not { } array)
        {
            return null;
        }

        ArrayValues.CheckShape(array, [2]);
        return array.Values.All(v => v is >= 0 and <= 1)
            ? new ModelAccuracies(array.Values[0], array.Values[1])
            : throw new InputException($"'{name}' holds accuracies on retain and test points, both in [0, 1].");
    }
}
