using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// A method whose promise holds only for models that it trained itself, by another objective or with noise. It answers requests
/// from its own original instead of the experiment's, and is measured against its own retraining: what it trains with the
/// same seed without the forget set.
/// </summary>
public interface IOwnTrainingMethod : IWeightMethod
{
    /// <summary>Trains members by the method's own rule.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="members">Seeds and points; the rest of a spec says how other models are trained and is not read.</param>
    /// <param name="cost">Counts the work done, in single-point gradients.</param>
    /// <param name="cancellationToken">Checked at least once a pass.</param>
    /// <returns>A new stack, one member a spec, each with bits of its own spec alone; owned by the caller.</returns>
    ParameterStack Train(
        TrainingData data,
        IReadOnlyList<MemberSpec> members,
        CostCounter cost,
        CancellationToken cancellationToken
    );
}
