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
    public const int Version = 2;

    /// <summary>Runs one attack on one trial's model.</summary>
    /// <exception cref="InputException">The attack cannot use the input, said in words.</exception>
    public MeasureResult Run(AttackTask task, CancellationToken cancellationToken)
    {
        return task.Attack switch
        {
            IOutputAttack attack => RunOnOutputs(task, attack, cancellationToken),
            IModelProbe probe => new MeasureResult(probes.Run(task, probe, cancellationToken).Figures),
            _ => throw new InputException($"'{task.Name}' looks neither at outputs nor at weights."),
        };
    }

    private MeasureResult RunOnOutputs(AttackTask task, IOutputAttack attack, CancellationToken cancellationToken)
    {
        AttackInput input = Input(task, task.Points.Members, task.Points.NonMembers, cancellationToken);
        AttackEvidence evidence = attack.Evaluate(input);
        if (AucOf(evidence) is null || evidence.Scores is not { } scores || scores.Length != input.Labels.Length)
        {
            return new MeasureResult(evidence.Figures);
        }

        Figure retained = Auc(
            FigureNames.RetainAuc,
            attack,
            () => Input(task, task.Case.RetainedSample, task.Problem.Test, cancellationToken)
        );
        Figure[] half = HalfTheShadows(input) is { } fewer
            ? [Auc(FigureNames.HalfShadowsAuc, attack, () => fewer)]
            : [];
        return new MeasureResult([.. evidence.Figures, retained, .. half]) { Scores = scores };
    }

    private static Figure? AucOf(AttackEvidence evidence) =>
        evidence.Figures.FirstOrDefault(static figure => figure.Name == FigureNames.Auc);

    // A further figure of an attack that has succeeded: where its points do not allow one, it says so and costs nothing else.
    private static Figure Auc(string name, IOutputAttack attack, Func<AttackInput> input)
    {
        try
        {
            return AucOf(attack.Evaluate(input()))! with { Name = name };
        }
        catch (InputException error)
        {
            return new Figure
            {
                Name = name,
                Value = null,
                Count = 0,
                NotResolvable = error.Message,
            };
        }
    }

    // Shadows come in pairs, and the smallest attack has two of them: eight can be halved, twelve, and so on.
    private static AttackInput? HalfTheShadows(AttackInput input)
    {
        if (input.Shadows is not { Logits.Count: >= 8 } all || all.Logits.Count % 4 != 0)
        {
            return null;
        }

        int half = all.Logits.Count / 2;
        return input with
        {
            Shadows = new ShadowOutputs([.. all.Logits.Take(half)], [.. all.Included.Take(half)]),
            ShadowPopulation = input.ShadowPopulation is { } population ? [.. population.Take(half)] : null,
        };
    }

    // Members first, then non-members, each in ascending order of ids.
    private AttackInput Input(AttackTask task, PointSet members, PointSet others, CancellationToken cancellationToken)
    {
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
