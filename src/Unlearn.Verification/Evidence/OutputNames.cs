namespace Unlearn.Verification.Evidence;

/// <summary>How arrays of outputs are named: whose they are, and in which of three forms.</summary>
public static class OutputNames
{
    /// <summary>The group of the attacked model.</summary>
    public const string Target = "target";

    private const string LogitsEnding = "_logits";
    private const string ProbabilitiesEnding = "_probabilities";
    private const string PhiEnding = "_phi";
    private const string LabelsEnding = "_labels";

    /// <summary>The attacked model's logits, probabilities and phi without its name before them: what short names mean.</summary>
    public static IReadOnlyDictionary<string, string> Short { get; } =
        new[] { LogitsEnding, ProbabilitiesEnding, PhiEnding }.ToDictionary(
            static ending => ending[1..],
            static ending => Target + ending,
            StringComparer.Ordinal
        );

    /// <summary>The array of a group's logits.</summary>
    public static string Logits(string group) => group + LogitsEnding;

    /// <summary>The array of a group's probabilities.</summary>
    public static string Probabilities(string group) => group + ProbabilitiesEnding;

    /// <summary>The array of a group's phi = log p_y - log(1 - p_y).</summary>
    public static string Phi(string group) => group + PhiEnding;

    /// <summary>The array of the classes of a group's points: <c>labels</c> for the attacked ones.</summary>
    public static string Labels(string group) => group == Target ? "labels" : group + LabelsEnding;

    /// <summary>Whether an array holds probabilities.</summary>
    public static bool IsProbabilities(string name) => name.EndsWith(ProbabilitiesEnding, StringComparison.Ordinal);

    /// <summary>Whether an array holds phi.</summary>
    public static bool IsPhi(string name) => name.EndsWith(PhiEnding, StringComparison.Ordinal);

    /// <summary>Whether an array has an axis of classes: logits or probabilities.</summary>
    public static bool HasClasses(string name) =>
        name.EndsWith(LogitsEnding, StringComparison.Ordinal) || IsProbabilities(name);

    /// <summary>Whose outputs an array holds; null where it holds none.</summary>
    public static string? Group(string name) =>
        new[] { LogitsEnding, ProbabilitiesEnding, PhiEnding }.FirstOrDefault(ending =>
            name.EndsWith(ending, StringComparison.Ordinal)
        )
            is { } own
            ? name[..^own.Length]
            : null;
}
