using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// The training of the models that the members' first requests found, once more and watched. Trainings here repeat bit by bit on one
/// machine, so nothing of them has to be stored.
/// </summary>
internal static class RepeatedTraining
{
    /// <summary>Trains again.</summary>
    /// <param name="context">Data and requests.</param>
    /// <param name="witness">Sees batches; its members are those of the context.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <returns>The trained weights, of the originals' type; owned by the caller.</returns>
    public static ParameterStack Of(
        UnlearningContext context,
        ITrainingWitness witness,
        CancellationToken cancellationToken
    )
    {
        MemberSpec[] originals = [.. context.Requests.Select(static request => request.Sequence[0].Original)];
        using ParameterStack initial = StackTrainer.Initialise(
            context.Data.Network,
            originals.Select(static original => original.Seed)
        );
        var weights = new ParameterStack(
            initial.Layout,
            initial.Flat.to_type(context.Originals.Flat.dtype, copy: true)
        );
        StackTrainer.TrainStage(context.Data, originals, weights, checkpoints: null, witness, cancellationToken);
        return weights;
    }
}
