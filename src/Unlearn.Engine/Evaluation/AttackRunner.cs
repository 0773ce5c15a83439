using Unlearn.Core;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Collects the outputs that an attack asks for, and runs it.</summary>
internal sealed class AttackRunner(OutputSource outputs, ProbeRunner probes)
{
    /// <summary>Runs one attack on one trial's model.</summary>
    /// <exception cref="InputException">The attack cannot use the input, said in words.</exception>
    public MeasureResult Run(AttackTask task, CancellationToken cancellationToken)
    {
        return task.Attack switch
        {
            IOutputAttack attack => RunOnOutputs(task, attack, cancellationToken),
            IModelProbe probe => new MeasureResult(Declared(probe, probes.Run(task, probe, cancellationToken)).Figures),
            _ => throw new InputException($"'{task.Name}' looks neither at outputs nor at weights."),
        };
    }

    /// <summary>What an attack sees: outputs on the forget set and on non-members, and whatever else it asks for.</summary>
    public AttackInput Input(AttackTask task, CancellationToken cancellationToken) =>
        Input(task, task.Points.Members, task.Points.NonMembers, cancellationToken);

    private MeasureResult RunOnOutputs(AttackTask task, IOutputAttack attack, CancellationToken cancellationToken)
    {
        AttackInput input = Input(task, cancellationToken);
        AttackEvidence evidence = Declared(attack, attack.Evaluate(input));
        if (Headline(attack, evidence, input.Labels.Length) is not { } headline)
        {
            return new MeasureResult(evidence.Figures) { Warnings = Warnings(evidence) };
        }

        Figure retained = Again(
            AttackFigures.OnRetained(headline),
            attack,
            () => Input(task, task.Case.RetainedSample, task.Problem.Test, cancellationToken)
        );
        Figure[] half = HalfTheShadows(input) is { } fewer
            ? [Again(AttackFigures.WithHalfTheShadows(headline), attack, () => fewer), Shadows(input)]
            : [];
        return new MeasureResult([.. evidence.Figures, retained, .. half])
        {
            Scores = headline.Name == ScoreFigures.Auc.Name ? evidence.Scores : null,
            Warnings = Warnings(evidence),
        };
    }

    private static IReadOnlyList<string>? Warnings(AttackEvidence evidence) =>
        evidence.Warnings.Count > 0 ? evidence.Warnings : null;

    // The figure that is worth having of other points and of fewer shadows too: of attacks that score points the AUC, of those that
    // tell unlearned models from retrained ones their first. Other attacks are about planted or whole sets.
    private static FigureKind? Headline(IOutputAttack attack, AttackEvidence evidence, int points)
    {
        FigureKind first = attack.Kinds[0];
        bool scored = evidence.Scores?.Length == points && first.Name == ScoreFigures.Auc.Name;
        return scored || attack.Needs.HasFlag(AttackNeeds.UnlearnedShadows) ? first : null;
    }

    // A figure that its attack does not declare would reach the results without a meaning.
    private static AttackEvidence Declared(IVerificationAttack attack, AttackEvidence evidence) =>
        evidence.Figures.FirstOrDefault(figure => attack.Kinds.All(kind => kind.Name != figure.Name)) is { } unknown
            ? throw new InvalidOperationException(
                $"{attack.GetType().Name} reports '{unknown.Name}', which its {nameof(IVerificationAttack.Kinds)} do not name."
            )
            : evidence;

    // A further figure of an attack that has succeeded: where its points do not allow one, it says so and costs nothing else.
    private static Figure Again(FigureKind kind, IOutputAttack attack, Func<AttackInput> input)
    {
        try
        {
            return attack.Evaluate(input()).Figures[0] with { Name = kind.Name };
        }
        catch (InputException error)
        {
            return kind.NotResolvable(error.Message);
        }
    }

    private static Figure Shadows(AttackInput input)
    {
        int models = input.Shadows?.Logits.Count ?? input.UnlearnedShadows!.Count + input.Retrained!.Count;
        return AttackFigures.Shadows.Of(models, models);
    }

    // Shadows come in pairs, and the smallest attack has two of them: eight can be halved, twelve, and so on. Of models on two
    // sides each side is halved.
    private static AttackInput? HalfTheShadows(AttackInput input)
    {
        if (input is { UnlearnedShadows: { Count: >= 8 } unlearned, Retrained: { } retrained })
        {
            return input with
            {
                UnlearnedShadows = [.. unlearned.Take(unlearned.Count / 2)],
                Retrained = [.. retrained.Take(retrained.Count / 2)],
            };
        }

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
            RetrainedAccuracies = Accuracies(task, models.Retrained, cancellationToken),
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
        if (models.Count == 0 || !task.Attack.Needs.HasFlag(AttackNeeds.Accuracies))
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
