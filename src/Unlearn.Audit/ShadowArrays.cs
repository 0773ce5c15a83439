using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>Joins the arrays of several shadow files along the models: a file may hold one model or many.</summary>
internal static class ShadowArrays
{
    /// <summary>One array for each name, models first.</summary>
    /// <exception cref="InputException">Arrays of one name do not fit together.</exception>
    public static IEnumerable<AuditArray> Join(IEnumerable<AuditArray> arrays) =>
        arrays.GroupBy(static array => array.Name).Select(static same => Join(same.Key, [.. same]));

    private static AuditArray Join(string name, AuditArray[] parts)
    {
        int axes = OutputNames.HasClasses(name) ? 3 : 2;
        NamedArray[] models = [.. parts.Select(part => Models(part.Array, axes))];
        if (Array.Find(models, static model => model.Flaw is not null) is { } flawed)
        {
            return parts[0] with { Array = flawed };
        }

        int[] rest = [.. models[0].Shape.Skip(1)];
        int other = Array.FindIndex(models, model => !model.Shape.Skip(1).SequenceEqual(rest));
        if (other >= 0)
        {
            throw new InputException(
                $"'{name}' of one shadow model is {Text(rest)} in {parts[0].Source}, but {Text([.. models[other].Shape.Skip(1)])} "
                    + $"in {parts[other].Source}; they must agree."
            );
        }

        return new AuditArray(
            new NamedArray(
                name,
                [models.Sum(static model => model.Shape.Count > 0 ? model.Shape[0] : 1), .. rest],
                [.. models.SelectMany(static model => model.Values)]
            )
            {
                Texts = models.All(static model => model.Texts is not null)
                    ? [.. models.SelectMany(static model => model.Texts!)]
                    : null,
            },
            string.Join(", ", parts.Select(static part => part.Source))
        );
    }

    /// <summary>An array that lacks the axis of models is one model.</summary>
    private static NamedArray Models(NamedArray array, int axes) =>
        array.Shape.Count == axes - 1 ? array with { Shape = [1, .. array.Shape] } : array;

    private static string Text(int[] shape) => shape.Length == 0 ? "a single value" : string.Join(" x ", shape);
}
