using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Forgetting;

/// <summary>What one trained model is asked to forget.</summary>
/// <param name="Seed">Key of the original model; methods derive their own randomness from it.</param>
/// <param name="Train">Points that the original was trained on.</param>
/// <param name="Forget">Points to forget, part of <paramref name="Train"/>.</param>
/// <param name="Training">How the original was trained.</param>
public sealed record ForgetRequest(RandomKey Seed, PointSet Train, PointSet Forget, TrainingOptions Training)
{
    /// <summary>Points to keep.</summary>
    public PointSet Retain { get; } = Train.Except(Forget);

    /// <summary>The original model.</summary>
    public MemberSpec Original => new(Seed, Train, Training);
}
