using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence;

/// <summary>An array that holds evidence in a file. What a reader may settle about its form, it says itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Axes">Its axes in words, for example <c>models x points x classes</c>.</param>
/// <param name="Alternatives">Names of arrays that do as well: probabilities, and phi for attacks that see nothing else.</param>
public sealed record EvidenceArray(string Name, string Axes, IReadOnlyList<string> Alternatives)
{
    private const string Models = "models x ";

    /// <summary>What its numbers are.</summary>
    public ArrayContent Content { get; private init; }

    /// <summary>Whose outputs it holds, or the classes of whose points; empty for other arrays.</summary>
    public string Group { get; private init; } = "";

    /// <summary>Whether its first axis is models.</summary>
    public bool OfModels { get; private init; }

    /// <summary>Whether outputs may have an axis of queries before the classes: several inputs per point (Carlini et al. 2022, section VI.C).</summary>
    public bool MayHaveQueries { get; private init; }

    /// <summary>All names that it can have.</summary>
    public IEnumerable<string> Names => Alternatives.Prepend(Name);

    /// <summary>An array of numbers in one form.</summary>
    public static EvidenceArray Of(string name, string axes) => new(name, axes, []);

    /// <summary>One model's outputs: <c>GROUP_logits</c>, or the same as probabilities or phi.</summary>
    /// <param name="group">Whose outputs.</param>
    /// <param name="points">The points, in words.</param>
    /// <param name="queries">Whether points may have several queries.</param>
    public static EvidenceArray Outputs(string group, string points, bool queries = false) =>
        new(
            OutputNames.Logits(group),
            $"{points} x classes",
            [OutputNames.Probabilities(group), OutputNames.Phi(group)]
        )
        {
            Content = ArrayContent.Outputs,
            Group = group,
            MayHaveQueries = queries,
        };

    /// <summary>Several models' outputs, as <see cref="Outputs"/>, models first.</summary>
    /// <param name="group">Whose outputs.</param>
    /// <param name="points">The points, in words.</param>
    /// <param name="queries">Whether points may have several queries.</param>
    public static EvidenceArray OutputsOfModels(string group, string points, bool queries = false) =>
        Outputs(group, Models + points, queries) with
        {
            OfModels = true,
        };

    /// <summary>The classes of a group's points.</summary>
    /// <param name="group">Whose points.</param>
    /// <param name="points">The points, in words.</param>
    public static EvidenceArray Labels(string group, string points) =>
        Of(OutputNames.Labels(group), points) with
        {
            Content = ArrayContent.Labels,
            Group = group,
        };

    /// <summary>Which points are members.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="points">The points, in words.</param>
    public static EvidenceArray Members(string name, string points) =>
        Of(name, $"{points}, 0 or 1") with
        {
            Content = ArrayContent.Members,
        };

    /// <summary>Which points are members of what each model was trained on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="points">The points, in words.</param>
    public static EvidenceArray MembersOfModels(string name, string points) =>
        Members(name, Models + points) with
        {
            OfModels = true,
        };

    /// <summary>Scores.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="axes">Its axes in words.</param>
    /// <param name="alternatives">Names of arrays that do as well.</param>
    public static EvidenceArray Scores(string name, string axes, params string[] alternatives) =>
        new(name, axes, alternatives) { Content = ArrayContent.Scores };

    /// <summary>One model's outputs, as an array.</summary>
    public static NamedArray Write(string group, LogitTable model) =>
        new(OutputNames.Logits(group), [model.Points, model.Classes], model.Values);

    /// <summary>Several models' outputs, as one array; at least one.</summary>
    public static NamedArray Write(string group, IReadOnlyList<LogitTable> models) =>
        new(
            OutputNames.Logits(group),
            [models.Count, models[0].Points, models[0].Classes],
            models.Count == 1 ? models[0].Values : [.. models.SelectMany(static table => table.Values)]
        );

    /// <summary>Classes, as an array.</summary>
    public static NamedArray Write(string name, int[] labels) =>
        new(name, [labels.Length], Array.ConvertAll(labels, static label => (double)label));

    /// <summary>Masks, as an array of 0 and 1.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="shape">Its axes.</param>
    /// <param name="masks">The masks, one behind the other.</param>
    public static NamedArray Write(string name, IReadOnlyList<int> shape, IEnumerable<bool> masks) =>
        new(name, shape, [.. masks.Select(static flag => flag ? 1.0 : 0.0)]);
}
