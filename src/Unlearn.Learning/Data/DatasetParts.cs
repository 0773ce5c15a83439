using System.Collections.Immutable;

namespace Unlearn.Learning.Data;

/// <summary>Puts a dataset without columns together, with its digest.</summary>
internal static class DatasetParts
{
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
