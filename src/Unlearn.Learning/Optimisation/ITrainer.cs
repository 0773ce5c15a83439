using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Optimisation;

/// <summary>Trains members. The learning room's own trainer computes; the engine's looks into its store first.</summary>
public interface ITrainer
{
    /// <summary>
    /// The weights of each spec, in order; specs may differ in size, seed, points, learning rate and depth. Each member's bits
    /// depend on its own spec alone.
    /// </summary>
    /// <exception cref="DivergedException">A member's loss became NaN or infinite.</exception>
    ParameterStack Train(TrainingData data, IReadOnlyList<MemberSpec> members, CancellationToken cancellationToken);
}
