using Unlearn.Core.Randomness;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>What one model is asked to forget.</summary>
/// <param name="Seed">
/// Key of the original model; methods derive their own randomness from it. Later answers of a stream have keys of their own.
/// </param>
/// <param name="Train">Points that the original was trained on and that have not been forgotten yet.</param>
/// <param name="Forget">Points to forget, part of <paramref name="Train"/>.</param>
/// <param name="Training">How the original was trained.</param>
public sealed record ForgetRequest(RandomKey Seed, PointSet Train, PointSet Forget, TrainingOptions Training)
{
    /// <summary>
    /// The request of a stream that was answered before this one, whose answer is the model that this one finds; null where a
    /// training made that model.
    /// </summary>
    public ForgetRequest? Before { get; init; }

    /// <summary>Points to keep.</summary>
    public PointSet Retain { get; } = Train.Except(Forget);

    /// <summary>The original model, where the request is the first.</summary>
    public MemberSpec Original => new(Seed, Train, Training);

    /// <summary>All requests that the model has got, this one last.</summary>
    public IReadOnlyList<ForgetRequest> Sequence
    {
        get
        {
            var sequence = new List<ForgetRequest>();
            for (ForgetRequest? at = this; at is not null; at = at.Before)
            {
                sequence.Add(at);
            }

            sequence.Reverse();
            return sequence;
        }
    }
}
