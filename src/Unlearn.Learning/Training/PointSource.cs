using Unlearn.Learning.Data;

namespace Unlearn.Learning.Training;

/// <summary>Features and labels by member and point id: the dataset's, unless a method makes its own.</summary>
internal class PointSource(Dataset data)
{
    /// <summary>Numbers in one point.</summary>
    public int FeatureCount { get; } = data.FeatureCount;

    /// <summary>The points where they are token sequences; null where they are rows of features.</summary>
    public TokenTable? Sequences { get; init; } = data.Sequences;

    /// <summary>The most points that a member's batch can have, whoever else is in the stack.</summary>
    public virtual int Most(int member) => data.Count;

    /// <summary>Features of a point as a member sees it.</summary>
    public virtual ReadOnlySpan<float> Features(int member, int id) =>
        data.Features.AsSpan(id * FeatureCount, FeatureCount);

    /// <summary>Label of a point as a member sees it.</summary>
    public virtual int Label(int member, int id) => data.Labels[id];
}
