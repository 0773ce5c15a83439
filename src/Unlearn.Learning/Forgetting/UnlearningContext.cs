using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting;

/// <summary>What an <see cref="IWeightMethod"/> works on.</summary>
/// <param name="Data">Dataset and network.</param>
/// <param name="Originals">M trained members; read only.</param>
/// <param name="Requests">One request a member, in the same order.</param>
/// <param name="Cost">Counts the work done, in single-point gradients.</param>
public sealed record UnlearningContext(
    TrainingData Data,
    ParameterStack Originals,
    IReadOnlyList<ForgetRequest> Requests,
    CostCounter Cost
)
{
    /// <summary>Points that no model was trained on, for methods that say they read them; otherwise empty.</summary>
    public PointSet Population { get; init; } = new([]);

    /// <summary>What the method reports of its work beside weights.</summary>
    public MethodFigures Figures { get; } = new(Requests.Count);
}
