using System.Collections.Immutable;
using Unlearn.Learning.Data;

namespace Unlearn.Tool.Tests.ByHand;

/// <summary>Twelve points on a line, of two classes; group 1 is to be forgotten.</summary>
[Dataset("twelve-points")]
public sealed record TwelvePoints : IGroupedSource
{
    private static readonly (double X, int Class, int Group)[] Points =
    [
        // Forgotten.
        (0.25, 1, 1),
        (0.375, 1, 1),
        (2.125, 1, 1),
        (-0.25, 0, 1),
        // Retained.
        (0.25, 1, 0),
        (-0.5, 0, 0),
        (-1.25, 0, 0),
        (-3, 0, 0),
        // The publisher's test part.
        (1, 1, 2),
        (0.125, 0, 2),
        (-1, 0, 2),
        (-1, 1, 2),
    ];

    /// <summary>All of both parts.</summary>
    public PublisherSplit Split { get; init; } =
        new()
        {
            Train = 1,
            Test = 1,
            Population = 0,
        };

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc />
    public Dataset Load(DataFolders folders)
    {
        float[] features = [.. Points.Select(static point => (float)point.X)];
        int[] labels = [.. Points.Select(static point => point.Class)];
        int[] groups = [.. Points.Select(static point => point.Group)];
        ImmutableArray<string> classes = ["minus", "plus"];
        return new Dataset
        {
            Name = "twelve-points",
            Features = features,
            FeatureShape = [1],
            Labels = labels,
            ClassNames = classes,
            Groups = groups,
            TestStart = 8,
            Digest = DatasetDigest.Compute(features, [1], labels, classes, groups, 8),
        };
    }
}
