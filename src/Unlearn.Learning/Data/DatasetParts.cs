using System.Collections.Immutable;
using Unlearn.Verification;

namespace Unlearn.Learning.Data;

/// <summary>Puts a dataset without columns together, with its digest.</summary>
internal static class DatasetParts
{
    /// <summary>Room for the features of all points.</summary>
    /// <param name="points">How many points.</param>
    /// <param name="each">Numbers of a point.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <exception cref="InputException">They are more than one array of the runtime holds.</exception>
    public static float[] Features(long points, long each, string file) =>
        points <= Array.MaxLength / Math.Max(1, each)
            ? new float[points * each]
            : throw new InputException(
                $"{points} points of {each} numbers are more than the {Array.MaxLength} that are read; `limit`, fewer or smaller features help (a text column "
                    + "is a feature for each of its values).",
                file
            );

    /// <summary>The dataset of these parts; see the members of <see cref="Dataset"/>.</summary>
    public static Dataset ToDataset(
        string name,
        float[] features,
        ImmutableArray<int> shape,
        int[] labels,
        ImmutableArray<string> classNames,
        int[]? groups = null,
        ImmutableArray<string> groupNames = default,
        int? testStart = null,
        ImmutableArray<DataPart> parts = default,
        IEnumerable<DataNote>? notes = null
    ) =>
        new()
        {
            Name = name,
            Features = features,
            FeatureShape = shape,
            Labels = labels,
            ClassNames = classNames,
            Groups = groups,
            GroupNames = groupNames.IsDefault ? [] : groupNames,
            TestStart = testStart,
            Parts = parts.IsDefault ? [] : parts,
            Notes = [.. notes ?? []],
            Digest = DatasetDigest.Compute(features, shape, labels, classNames, groups, testStart),
        };
}
