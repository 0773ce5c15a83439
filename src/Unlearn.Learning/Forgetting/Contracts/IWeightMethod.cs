using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// A method that edits the weights of trained models. It is written once for a stack: every member has its own request,
/// and the same call serves one model, five seeds or the shadow loop of an attack.
/// </summary>
public interface IWeightMethod : IUnlearningMethod
{
    /// <summary>
    /// Whether the method reads <see cref="UnlearningContext.Population"/>, points that attackers have as well. Default no.
    /// </summary>
    bool ReadsPopulation => false;

    /// <summary>
    /// Whether members of one call may differ in options with a search space, because the method asks
    /// <see cref="UnlearningContext.Own"/> for each member's: candidates of tuning then run as one stack. Default no: every setting of
    /// the options is a call of its own.
    /// </summary>
    bool ReadsOwnOptions => false;

    /// <summary>
    /// Points of each set whose gradients a step takes together, which says how much memory it needs; 0 for a method without batches of its own (default).
    /// </summary>
    int BatchSize => 0;

    /// <summary>
    /// Why the method cannot answer a request, a sentence for people that says what would help; null where it can. Asked before
    /// anything is trained, about what a manifest alone does not tell: the sizes of a model and of the data's parts.
    /// </summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="request">The request.</param>
    /// <param name="population">Points that no model is trained on.</param>
    string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) => null;

    /// <summary>Unlearns every member's forget set.</summary>
    /// <param name="context">Originals and requests; the originals must not be changed.</param>
    /// <param name="cancellationToken">Checked at least once an epoch.</param>
    /// <returns>A new stack, one member a request; owned by the caller.</returns>
    /// <exception cref="DivergedException">
    /// A member's weights became NaN or infinite, and the context takes no failures (<see cref="UnlearningContext.OnDiverged"/>) or the
    /// method cannot go on without it.
    /// </exception>
    ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken);
}
