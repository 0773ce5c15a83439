using System.Collections;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Optimisation;

/// <summary>The steps of one stage of a training, made when they are read: all of them at once would be every epoch's order.</summary>
/// <param name="stage">The stage.</param>
internal sealed class TrainingSteps(MemberSpec stage) : IReadOnlyList<DescentStep>
{
    private int _epoch = -1;
    private int[] _order = [];

    /// <inheritdoc />
    public int Count { get; } = stage.Batches == 0 ? 0 : checked((int)stage.Steps);

    /// <inheritdoc />
    public DescentStep this[int index]
    {
        get
        {
            int epoch = index / stage.Batches;
            if (epoch != _epoch)
            {
                _order = BatchSampler.Order(stage.Seed, epoch, stage.Points);
                _epoch = epoch;
            }

            TrainingOptions options = stage.Training;
            double rate = options.LearningRate * LearningRateSchedule.Factor(options, epoch, index, Count);
            int[] points = BatchSampler.Batch(_order, index % stage.Batches, options.BatchSize).ToArray();
            return new DescentStep(epoch, rate, points, []);
        }
    }

    /// <inheritdoc />
    public IEnumerator<DescentStep> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
