using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Shows one member's weights around the batches that a witness wants.</summary>
internal sealed class WitnessedBatch<T>(ITrainingWitness witness, int index, int width)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _before = new T[width];
    private readonly T[] _after = new T[width];
    private bool _wanted;

    /// <summary>Called before the batch's step.</summary>
    public void Before(NativeMember<T> member, ReadOnlySpan<int> points)
    {
        _wanted = witness.Wants(index, points);
        if (_wanted)
        {
            member.Store(_before);
        }
    }

    /// <summary>Called after it.</summary>
    public void After(NativeMember<T> member)
    {
        if (_wanted)
        {
            member.Store(_after);
            witness.See(
                index,
                Array.ConvertAll(_before, double.CreateChecked),
                Array.ConvertAll(_after, double.CreateChecked)
            );
        }
    }
}
