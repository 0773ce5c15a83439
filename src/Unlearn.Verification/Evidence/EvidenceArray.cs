using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence;

/// <summary>An array that holds evidence in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Axes">Its axes in words, for example <c>models x points x classes</c>.</param>
/// <param name="Alternatives">Names of arrays that do as well: probabilities, and phi for attacks that see nothing else.</param>
public sealed record EvidenceArray(string Name, string Axes, IReadOnlyList<string> Alternatives)
{
    /// <summary>An array of one form.</summary>
    public static EvidenceArray Of(string name, string axes) => new(name, axes, []);

    /// <summary>Outputs: <c>GROUP_logits</c>, or the same as probabilities or phi.</summary>
    /// <param name="group">Whose outputs.</param>
    /// <param name="axes">The axes before the classes.</param>
    public static EvidenceArray Outputs(string group, string axes) =>
        new($"{group}_logits", $"{axes} x classes", [$"{group}_probabilities", $"{group}_phi"]);

    /// <summary>All names that it can have.</summary>
    public IEnumerable<string> Names => Alternatives.Prepend(Name);

    /// <summary>One model's outputs, as an array.</summary>
    public static NamedArray Write(string group, LogitTable model) =>
        new($"{group}_logits", [model.Points, model.Classes], model.Values);

    /// <summary>Several models' outputs, as one array; at least one.</summary>
    public static NamedArray Write(string group, IReadOnlyList<LogitTable> models) =>
        new(
            $"{group}_logits",
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
