using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Running;

/// <summary>Looks at one member's weights on the way, at as many places as a picture shows: whenever there are more, every second one goes.</summary>
/// <param name="start">Where the member starts.</param>
internal sealed class WeightPath(float[] start) : ITrainingCheckpoints
{
    /// <summary>Places that are kept at most, beside start and end.</summary>
    public const int Most = 40;

    private List<float[]> _rows = [];
    private int _stride = 1;
    private int _seen;

    /// <inheritdoc />
    public bool AreDue => true;

    /// <inheritdoc />
    public TrainingState? Find(MemberSpec stage) => null;

    /// <inheritdoc />
    public void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states)
    {
        foreach ((_, TrainingState state) in states)
        {
            Add(state.Weights);
        }
    }

    /// <summary>Looks at weights after a step.</summary>
    /// <param name="row">A flat row, which stays as it is.</param>
    public void Add(float[] row)
    {
        if (++_seen % _stride != 0)
        {
            return;
        }

        _rows.Add(row);
        if (_rows.Count > Most)
        {
            // Of steps 1, 2, 3, ... times the stride the even ones stay.
            _rows = [.. _rows.Where(static (_, i) => i % 2 == 1)];
            _stride *= 2;
        }
    }

    /// <summary>The whole way.</summary>
    /// <param name="end">Where it ends.</param>
    public IReadOnlyList<float[]> To(float[] end) => [start, .. _rows, end];
}
