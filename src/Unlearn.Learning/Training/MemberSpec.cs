using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Training;

/// <summary>
/// Everything that decides one member's weights, beside the dataset and the architecture. Two equal specs are the same
/// member: it is trained once, and a deletion that leaves a stage's points alone leaves that stage's checkpoint valid.
/// </summary>
/// <param name="Seed">Key of initialisation and sampling.</param>
/// <param name="Points">Point ids that this stage trains on.</param>
/// <param name="Training">How; its length is that of this stage.</param>
/// <param name="Parent">The member whose weights this stage starts from, or null to initialise from the seed.</param>
public sealed record MemberSpec(RandomKey Seed, PointSet Points, TrainingOptions Training, MemberSpec? Parent = null)
{
    /// <summary>Number of stages before this one.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>Single-point gradients that this stage alone costs: epochs times points, or the batches of its steps.</summary>
    public long Cost
    {
        get
        {
            if (Training.Steps is not { } steps)
            {
                return (long)Training.Epochs * Points.Count;
            }

            (long whole, long rest) = Math.DivRem(steps, Math.Max(1, Batches));
            return (whole * Points.Count) + Math.Min(Points.Count, rest * Training.BatchSize);
        }
    }

    /// <summary>Passes over the points, the last of which may end early.</summary>
    public int Passes =>
        Training.Steps is not { } steps ? Training.Epochs
        : Batches == 0 ? 0
        : (steps + Batches - 1) / Batches;

    /// <summary>Steps of the whole stage.</summary>
    internal long Steps => Training.Steps ?? (long)Training.Epochs * Batches;

    /// <summary>Batches of one pass.</summary>
    internal int Batches => BatchSampler.Batches(Points.Count, Training.BatchSize);
}
