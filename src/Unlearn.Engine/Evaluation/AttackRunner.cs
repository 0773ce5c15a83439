using Unlearn.Engine.Planning;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Collects the outputs that an attack asks for, and runs it.</summary>
internal sealed class AttackRunner(OutputSource outputs, ProbeRunner probes)
{
    /// <summary>Version of how inputs are put together; part of the keys of attacks.</summary>
    public const int Version = 1;

    /// <summary>Runs one attack on one trial's model.</summary>
    /// <exception cref="InputException">The attack cannot use the input, said in words.</exception>
    public MeasureResult Run(AttackTask task, CancellationToken cancellationToken)
    {
        AttackEvidence evidence = task.Attack switch
        {
            IOutputAttack attack => attack.Evaluate(Input(task, cancellationToken)),
            IModelProbe probe => probes.Run(task, probe, cancellationToken),
            _ => throw new InputException($"'{task.Name}' looks neither at outputs nor at weights."),
        };
        return new MeasureResult(evidence.Figures);
    }

    private AttackInput Input(AttackTask task, CancellationToken cancellationToken)
    {
        // Members first, then non-members, each in ascending order of ids.
        PointSet members = task.Case.Request.Forget;
        PointSet others = task.Case.NonMembers;
        AttackNeeds needs = task.Attack.Needs;
        AttackTargets models = task.Targets;
        PointSet population = task.Problem.Population;
        LogitTable Attacked(Target model) =>
            Concatenate(outputs.Of(model, members, cancellationToken), outputs.Of(model, others, cancellationToken));
        LogitTable AttackedShadow(WeightTask shadow) =>
            Concatenate(outputs.Of(shadow, members, cancellationToken), outputs.Of(shadow, others, cancellationToken));
        FeatureTable Represented(Target model) =>
            outputs.Represent(model, [.. members.Ids, .. others.Ids], cancellationToken);

        return new AttackInput
        {
            Target = Attacked(models.Target),
            Labels = [.. Labels(task, members), .. Labels(task, others)],
            Members = [.. Enumerable.Repeat(true, members.Count), .. Enumerable.Repeat(false, others.Count)],
            Retain = needs.HasFlag(AttackNeeds.Retain)
                ? Outputs(task, task.Case.Request.Retain, cancellationToken)
                : null,
            Population = needs.HasFlag(AttackNeeds.Population) ? Outputs(task, population, cancellationToken) : null,
            Original = models.Original is { } original ? Attacked(original) : null,
            Shadows =
                models.Shadows.Count == 0
                    ? null
                    : new ShadowOutputs(
                        [.. models.Shadows.Select(AttackedShadow)],
                        [.. models.Shadows.Select(shadow => Included(shadow, members, others))]
                    ),
            ShadowPopulation =
                models.Shadows.Count > 0 && needs.HasFlag(AttackNeeds.Population)
                    ? [.. models.Shadows.Select(shadow => outputs.Of(shadow, population, cancellationToken))]
                    : null,
            Incompetent = models.Incompetent is { } untrained ? AttackedShadow(untrained) : null,
            UnlearnedShadows = models.Unlearned.Count == 0 ? null : [.. models.Unlearned.Select(Attacked)],
            Retrained = models.Retrained.Count == 0 ? null : [.. models.Retrained.Select(Attacked)],
            UnlearnedAccuracies = Accuracies(task, models.Unlearned, cancellationToken),
            RetrainedAccuracies =
                models.Unlearned.Count == 0 ? null : Accuracies(task, models.Retrained, cancellationToken),
            Representation = needs.HasFlag(AttackNeeds.Representations) ? Represented(models.Target) : null,
            RetrainedRepresentations = needs.HasFlag(AttackNeeds.Representations)
                ? [.. models.Retrained.Select(Represented)]
                : null,
        };
    }

    private ModelOutputs Outputs(AttackTask task, PointSet points, CancellationToken cancellationToken) =>
        new(outputs.Of(task.Targets.Target, points, cancellationToken), Labels(task, points));

    private ModelAccuracies? Accuracies(
        AttackTask task,
        IReadOnlyList<Target> models,
        CancellationToken cancellationToken
    )
    {
        if (models.Count == 0)
        {
            return null;
        }

        double Mean(PointSet points)
        {
            int[] labels = Labels(task, points);
            return models.Average(model => Predictor.Accuracy(outputs.Of(model, points, cancellationToken), labels));
        }

        return new ModelAccuracies(Mean(task.Case.Request.Retain), Mean(task.Problem.Test));
    }

    private static int[] Labels(AttackTask task, PointSet points)
    {
        int[] labels = task.Problem.Data.Dataset.Labels;
        return [.. points.Ids.Select(point => labels[point])];
    }

    private static bool[] Included(TrainTask shadow, PointSet members, PointSet others)
    {
        PointSet seen = shadow.Spec.Points;
        return [.. members.Ids.Concat(others.Ids).Select(point => seen.Ids.AsSpan().BinarySearch(point) >= 0)];
    }

    private static LogitTable Concatenate(LogitTable first, LogitTable second) =>
        new([.. first.Values, .. second.Values], first.Classes);
}
