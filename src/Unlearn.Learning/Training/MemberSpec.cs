using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Training;

/// <summary>
/// Everything that decides one member's weights, beside the dataset and the architecture. Two equal specs are the same
/// member: it is trained once, and a deletion that leaves a stage's points alone leaves that stage's checkpoint valid.
/// </summary>
/// <param name="Seed">Key of initialisation and sampling.</param>
/// <param name="Points">Point ids that this stage trains on.</param>
/// <param name="Training">How; <see cref="TrainingOptions.Epochs"/> is the length of this stage.</param>
/// <param name="Parent">The member whose weights this stage starts from, or null to initialise from the seed.</param>
public sealed record MemberSpec(RandomKey Seed, PointSet Points, TrainingOptions Training, MemberSpec? Parent = null)
{
    /// <summary>Number of stages before this one.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>Single-point gradients that this stage alone costs: epochs times points.</summary>
    public long Cost => (long)Training.Epochs * Points.Count;
}
