using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>
/// Outputs under several queries per point (augmented copies), points x queries x classes with an axis of models before them: an input for each
/// query (Carlini et al. 2022, section VI.C).
/// </summary>
internal static class QueryAxis
{
    /// <summary>The number of queries; 1 where outputs have no such axis.</summary>
    /// <param name="arrays">The arrays of an audit.</param>
    /// <param name="needs">What the audit reads, which says what may have such an axis.</param>
    /// <exception cref="InputException">Arrays disagree.</exception>
    public static int Count(IReadOnlyList<NamedArray> arrays, IReadOnlyList<ArrayNeed> needs)
    {
        int[] counts =
        [
            .. arrays.Where(array => HasQueries(array, needs)).Select(static array => array.Shape[^2]).Distinct(),
        ];
        NamedArray? without = arrays.FirstOrDefault(array => Axes(array, needs) > 0 && !HasQueries(array, needs));
        return counts switch
        {
            [] => 1,
            [> 0] when without is null => counts[0],
            [> 0] => throw new InputException(
                $"'{without!.Name}' has shape {without.ShapeText}, but other outputs have an axis of {counts[0]} queries before the classes; give it to all or to none."
            ),
            _ => throw new InputException(
                $"The outputs are of {string.Join(" and of ", counts)} queries per point; one number is right."
            ),
        };
    }

    /// <summary>The arrays of one query.</summary>
    public static IReadOnlyList<NamedArray> Slice(
        IReadOnlyList<NamedArray> arrays,
        IReadOnlyList<ArrayNeed> needs,
        int query
    ) =>
        [
            .. arrays.Select(array =>
            {
                if (!HasQueries(array, needs))
                {
                    return array;
                }

                int classes = array.Shape[^1];
                int queries = array.Shape[^2];
                return array with
                {
                    Shape = [.. array.Shape.SkipLast(2), classes],
                    Values =
                    [
                        .. array
                            .Values.Chunk(classes)
                            .Where((_, row) => row % queries == query)
                            .SelectMany(static row => row),
                    ],
                };
            }),
        ];

    private static bool HasQueries(NamedArray array, IReadOnlyList<ArrayNeed> needs) =>
        Axes(array, needs) is > 0 and var axes && array.Shape.Count == axes + 1;

    /// <summary>The axes of outputs without queries; 0 of other arrays.</summary>
    private static int Axes(NamedArray array, IReadOnlyList<ArrayNeed> needs) =>
        !OutputNames.HasClasses(array.Name)
        || needs.FirstOrDefault(need => need.Matches(array.Name)) is not { Array.MayHaveQueries: true } own
            ? 0
        : own.Array.OfModels ? 3
        : 2;
}
