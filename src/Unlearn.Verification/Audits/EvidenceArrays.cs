using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Audits;

/// <summary>Evidence from named arrays.</summary>
/// <param name="named">The arrays by name.</param>
/// <param name="points">Number of attacked points.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class EvidenceArrays(Dictionary<string, NamedArray> named, int points, int classes) : IEvidenceArrays
{
    public int Points => points;

    /// <summary>The target's outputs, which say how many points and classes there are; null where there are none.</summary>
    public static LogitTable? Target(Dictionary<string, NamedArray> named) =>
        Outputs(named, OutputNames.Target) is { } outputs ? Tables(outputs, 2, null, 0)[0] : null;

    /// <summary>An array that has to be there.</summary>
    public static NamedArray Require(Dictionary<string, NamedArray> named, string name) =>
        named.GetValueOrDefault(name) ?? throw new InputException($"There is no array '{name}'.");

    public bool Has(string name) => named.ContainsKey(name);

    public LogitTable? Table(string group, int? points) =>
        Outputs(named, group) is { } outputs ? Tables(outputs, 2, points, classes)[0] : null;

    public IReadOnlyList<LogitTable>? Tables(string group, int? points) =>
        Outputs(named, group) is { } outputs ? Tables(outputs, 3, points, classes) : null;

    public int[] Labels(string name, int points) => ArrayValues.Labels(Require(named, name), points, classes);

    public IReadOnlyList<bool[]> Masks(string name, int models)
    {
        bool[] flags = ArrayValues.Flags(Require(named, name), [models, points]);
        return [.. Enumerable.Range(0, models).Select(model => flags.AsSpan(model * points, points).ToArray())];
    }

    public FeatureTable? Features(string name) => Features(name, 2)?[0];

    public IReadOnlyList<FeatureTable>? FeaturesOfModels(string name) => Features(name, 3);

    public double[]? Numbers(string name, int count)
    {
        if (named.GetValueOrDefault(name) is not { } array)
        {
            return null;
        }

        ArrayValues.CheckShape(array, [count]);
        return array.Values;
    }

    private FeatureTable[]? Features(string name, int axes)
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

    private static NamedArray? Outputs(Dictionary<string, NamedArray> named, string group)
    {
        NamedArray? logits = named.GetValueOrDefault(OutputNames.Logits(group));
        NamedArray? probabilities = named.GetValueOrDefault(OutputNames.Probabilities(group));
        if (logits is not null && probabilities is not null)
        {
            throw new InputException($"Give '{logits.Name}' or '{probabilities.Name}', not both.");
        }

        return logits ?? (probabilities is null ? null : ArrayValues.FromProbabilities(probabilities));
    }

    private static LogitTable[] Tables(NamedArray array, int axes, int? points, int classes)
    {
        string expected =
            $"{(axes == 3 ? "models x " : "")}{points?.ToString(CultureInfo.InvariantCulture) ?? "points"} x "
            + (classes > 0 ? classes.ToString(CultureInfo.InvariantCulture) : "classes");
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
}
