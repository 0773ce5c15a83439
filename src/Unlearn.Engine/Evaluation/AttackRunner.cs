using Unlearn.Core;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Collects the outputs that an attack asks for, and runs it.</summary>
internal sealed class AttackRunner(OutputSource outputs, TextSource texts, ProbeRunner probes)
{
    /// <summary>Runs one attack on one trial's model.</summary>
    /// <exception cref="InputException">The attack cannot use the input, said in words.</exception>
    public MeasureResult Run(AttackTask task, CancellationToken cancellationToken)
    {
        return task.Attack switch
        {
            IOutputAttack attack => RunOnOutputs(task, attack, cancellationToken),
            IModelProbe probe => Probed(Declared(probe, probes.Run(task, probe, cancellationToken))),
            _ => throw new InputException($"'{task.Name}' looks neither at outputs nor at weights."),
        };
    }

    /// <summary>What an attack sees: outputs on the forget set and on non-members, and whatever else it asks for.</summary>
    public AttackInput Input(AttackTask task, CancellationToken cancellationToken) =>
        Input(task, task.Points.Members, task.Points.NonMembers, cancellationToken);

    private AttackInput Input(
        AttackTask task,
        PointSet members,
        PointSet others,
        CancellationToken cancellationToken
    ) => new AttackAnswers(task, members, others, outputs, texts, cancellationToken).Input();

    private MeasureResult RunOnOutputs(AttackTask task, IOutputAttack attack, CancellationToken cancellationToken)
    {
        AttackInput input = Input(task, cancellationToken);
        AttackEvidence evidence = Declared(attack, attack.Evaluate(input));
        if (Headline(task, evidence, input.Labels.Length) is not { } headline)
        {
            return new MeasureResult(evidence.Figures)
            {
                Warnings = Warnings(evidence),
                Curves = NullIfEmpty(evidence.Curves),
            };
        }

        Figure retained = Again(
            AttackFigures.OnRetained(headline),
            attack,
            () => Input(task, task.Case.RetainedSample, task.Problem.Test, cancellationToken)
        );
        (int Models, Figure Figure)[] fewer =
        [
            .. Halves(input)
                .Select(half => (Models(half), Again(AttackFigures.WithHalfTheShadows(headline), attack, () => half))),
        ];
        Figure[] half = fewer.Length > 0 ? [fewer[0].Figure, Shadows(input)] : [];
        return new MeasureResult([.. evidence.Figures, retained, .. half])
        {
            Scores = headline.Name == ScoreFigures.Auc.Name ? evidence.Scores : null,
            Warnings = Warnings(evidence),
            Curves = NullIfEmpty([
                .. evidence.Curves,
                .. ByShadows([.. fewer.Reverse(), (Models(input), evidence.Figures[0])]),
            ]),
        };
    }

    private static IEnumerable<AttackCurve> ByShadows(IReadOnlyList<(int Models, Figure Figure)> counts)
    {
        (int Models, double Value)[] known =
        [
            .. counts
                .Where(static one => one.Figure.Value is not null)
                .Select(static one => (one.Models, one.Figure.Value!.Value)),
        ];
        return known.Length < 2
            ? []
            :
            [
                new AttackCurve(
                    CurveKind.ByShadows,
                    [.. known.Select(static one => (double)one.Models)],
                    [.. known.Select(static one => one.Value)]
                ),
            ];
    }

    // The input with a half of the shadows, a quarter, and so on, as far as attacks can use them.
    private static IEnumerable<AttackInput> Halves(AttackInput input)
    {
        for (AttackInput? half = HalfTheShadows(input); half is not null; half = HalfTheShadows(half))
        {
            yield return half;
        }
    }

    private static IReadOnlyList<AttackCurve>? NullIfEmpty(IReadOnlyList<AttackCurve> curves) =>
        curves.Count > 0 ? curves : null;

    private static MeasureResult Probed(AttackEvidence evidence) =>
        new(evidence.Figures) { Curves = NullIfEmpty(evidence.Curves) };

    private static IReadOnlyList<string>? Warnings(AttackEvidence evidence) =>
        evidence.Warnings.Count > 0 ? evidence.Warnings : null;

    // The figure that is worth having of other points and of fewer shadows too: of attacks that score points the AUC, of those that
    // tell unlearned models from retrained ones their first. Other attacks are about planted or whole sets.
    private static FigureKind? Headline(AttackTask task, AttackEvidence evidence, int points)
    {
        FigureKind first = task.Attack.Kinds[0];
        bool scored = evidence.Scores?.Length == points && first.Name == ScoreFigures.Auc.Name;
        return scored || task.Asks(ModelRole.Unlearned) ? first : null;
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
        int models = Models(input);
        return AttackFigures.Shadows.Of(models, models);
    }

    private static int Models(AttackInput input) =>
        input.Kinds.Select(kind => kind.Models(input)).DefaultIfEmpty().Max();

    private static AttackInput? HalfTheShadows(AttackInput input) =>
        Models(input) == 0
            ? null
            : input.Kinds.Aggregate((AttackInput?)input, static (half, kind) => half is null ? null : kind.Halve(half));
}
