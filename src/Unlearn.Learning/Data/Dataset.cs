using System.Collections.Immutable;

namespace Unlearn.Learning.Data;

/// <summary>Labelled points in memory: what every loader ends in. Point ids are row numbers.</summary>
public sealed class Dataset
{
    /// <summary>The dataset's name in messages and reports.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Features, row-major: points times the product of <see cref="FeatureShape"/>. Not-a-number stands for a missing value
    /// until <see cref="TrainingScale.PreparedOn"/> has filled it.
    /// </summary>
    public required float[] Features { get; init; }

    /// <summary>Shape of one point: [64] for a vector, [3, 32, 32] for channels, rows, columns.</summary>
    public required ImmutableArray<int> FeatureShape { get; init; }

    /// <summary>Names of the features within one point, in order ("age", "job=admin."); empty for images.</summary>
    public ImmutableArray<string> FeatureNames { get; init; } = [];

    /// <summary>Class of each point, 0-based.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Class names in label order.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>Group (user, person) of each point, 0-based, or null.</summary>
    public int[]? Groups { get; init; }

    /// <summary>Names of the groups in the order of their numbers; empty without groups or where they have no names.</summary>
    public ImmutableArray<string> GroupNames { get; init; } = [];

    /// <summary>
    /// The first point of the publisher's own test part, or null where there is one part only. Points before it are
    /// training points.
    /// </summary>
    public int? TestStart { get; init; }

    /// <summary>
    /// The set of each point where the data say it themselves (<see cref="DeclaredSplit.By"/>): the split is then exactly that.
    /// Empty where it is to be drawn.
    /// </summary>
    public ImmutableArray<DataPart> Parts { get; init; } = [];

    /// <summary>Columns that a query may name, by name, never standardised; empty for images.</summary>
    public ImmutableDictionary<string, DataColumn> Columns { get; init; } =
        ImmutableDictionary<string, DataColumn>.Empty;

    /// <summary>What reading passed over or took for something else, each once.</summary>
    public ImmutableArray<DataNote> Notes { get; init; } = [];

    /// <summary>
    /// Features (positions within one point) that are still in their own units and that
    /// <see cref="TrainingScale.PreparedOn"/> brings to mean 0 and deviation 1 of the training set; empty where there is
    /// nothing to do.
    /// </summary>
    public ImmutableArray<int> Unscaled { get; init; } = [];

    /// <summary>How features were prepared; null where they are as the file has them.</summary>
    public FeatureScale? Scale { get; init; }

    /// <summary>SHA-256 over shapes, features, labels and groups, lower-case hexadecimal: the content's identity (see <see cref="DatasetDigest"/>).</summary>
    public required string Digest { get; init; }

    /// <summary>The points where they are token sequences, one per id; null where they are rows of features.</summary>
    public TokenTable? Sequences { get; init; }

    /// <summary>Questions beside the points that a model should still be able to answer; empty for most data.</summary>
    public ImmutableArray<UtilitySet> UtilitySets { get; init; } = [];

    /// <summary>What a model chooses from in one answer: the classes, or the vocabulary of sequences.</summary>
    public int Answers => Sequences?.Vocabulary ?? ClassCount;

    /// <summary>Number of points.</summary>
    public int Count => Labels.Length;

    /// <summary>Number of classes.</summary>
    public int ClassCount => ClassNames.Length;

    /// <summary>Numbers in one point.</summary>
    public int FeatureCount => FeatureShape.Aggregate(1, static (product, size) => product * size);
}
