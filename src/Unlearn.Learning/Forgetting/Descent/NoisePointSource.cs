using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>The dataset and, from its end on, points that a method made for each member.</summary>
/// <param name="data">The dataset.</param>
/// <param name="most">The most points that are made for each member, whatever it forgets.</param>
internal sealed class NoisePointSource(Dataset data, IReadOnlyList<int> most) : PointSource(data)
{
    private readonly int _start = data.Count;
    private readonly List<(int Label, float[] Features)>[] _made =
    [
        .. most.Select(static _ => new List<(int, float[])>()),
    ];

    /// <inheritdoc />
    public override int Most(int member) => Math.Max(_start, most[member]);

    /// <summary>Adds points of one label, row-major.</summary>
    public void Add(int member, int label, float[] features)
    {
        foreach (float[] point in features.Chunk(FeatureCount))
        {
            _made[member].Add((label, point));
        }
    }

    /// <summary>Ids of a member's made points.</summary>
    public PointSet Ids(int member) => new(Enumerable.Range(_start, _made[member].Count));

    /// <inheritdoc />
    public override ReadOnlySpan<float> Features(int member, int id) =>
        id < _start ? base.Features(member, id) : _made[member][id - _start].Features;

    /// <inheritdoc />
    public override int Label(int member, int id) =>
        id < _start ? base.Label(member, id) : _made[member][id - _start].Label;
}
