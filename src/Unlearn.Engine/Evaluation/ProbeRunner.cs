using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Hands the models themselves to attacks that train or read weights.</summary>
internal sealed class ProbeRunner(WeightSource weights)
{
    /// <summary>Runs one probe on one trial's model; an ensemble has no one weight vector, which is said instead.</summary>
    /// <exception cref="Core.InputException">The probe cannot use the models, said in words.</exception>
    public AttackEvidence Run(AttackTask task, IModelProbe probe, CancellationToken cancellationToken)
    {
        AttackTargets models = task.Targets;
        if (models.Target.Members.Count > 1)
        {
            return ProbeEvidence.NotResolvable(
                probe,
                $"{models.Target.Members.Count} models answer together: there is no one weight vector to compare or train"
            );
        }

        TrainingData data = task.Problem.Data;
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack target = Stack(data, models.Target);
        using ParameterStack original = Stack(data, models.Of(ModelRole.Original).Single());
        using ParameterStack reference = Stack(data, models.Of(ModelRole.Reference).Single());
        return probe.Probe(
            new ProbeInput
            {
                Data = data,
                Request = task.Case.Request,
                Public = task.Case.NonMembers,
                Target = target,
                Original = original,
                Reference = reference,
            },
            cancellationToken
        );
    }

    private ParameterStack Stack(TrainingData data, Target model) =>
        ParameterRows.ToStack(data.Network.Layout, [weights.Of(model.Members[0])]);
}
