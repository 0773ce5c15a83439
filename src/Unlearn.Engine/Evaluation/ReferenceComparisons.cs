using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Objectives;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Score attacks on a setting's rows against those on the reference of the same seed, on the same points: paired DeLong
/// tests. What both models share, hard points above all, cancels out, so that gaps are far tighter than two AUCs side by side.
/// </summary>
internal sealed class ReferenceComparisons
{
    private const double Level = 0.95;
    private static readonly double Reach = NormalDistribution.Quantile(0.5 + (Level / 2));

    private readonly ResultLedger _ledger;
    private readonly PairedScores _scores;
    private readonly Dictionary<(int Seed, string Attack), AttackTask> _references;
    private readonly Dictionary<(PlannedRow Row, string Attack), Figure> _tests = [];
    private readonly Dictionary<(PlannedRow Row, string Attack), double> _uncorrected = [];

    /// <param name="setting">Its rows; nothing is compared where the reference is not among them.</param>
    /// <param name="ledger">Results of attacks.</param>
    public ReferenceComparisons(PlannedSetting setting, ResultLedger ledger)
    {
        _ledger = ledger;
        _scores = new PairedScores(ledger);
        _references = setting
            .Rows.Where(static row => row.Recipe.Role == RowRole.Reference)
            .SelectMany(static row => row.Trials)
            .SelectMany(static trial => trial.Attacks.Select(attack => (trial.Case.Seed, attack)))
            .ToDictionary(static item => (item.Seed, item.attack.Name), static item => item.attack.Task);
        foreach (string attack in _references.Keys.Select(static key => key.Attack).Distinct())
        {
            Correct(attack, setting.Rows);
        }
    }

    /// <summary>The paired gap of one trial with DeLong's interval; null where the attack scores no points.</summary>
    public Figure? Gap(PlannedTrial trial, PlannedAttack attack)
    {
        if (_ledger.ResultOf(attack.Task)?.Scores is not { } scores)
        {
            return null;
        }

        if (Compare(trial, attack) is not { } comparison)
        {
            return Named(
                attack.Name,
                AttackFigures.AucGap.NotResolvable(
                    "the reference has no scores on these points, or one side has fewer than two"
                )
            );
        }

        double gap = comparison.First - comparison.Second;
        double reach = Reach * comparison.StandardError;
        return Named(
            attack.Name,
            AttackFigures.AucGap.Of(
                gap,
                scores.Length,
                new Interval(Math.Max(-1, gap - reach), Math.Min(1, gap + reach), Level, "delong-paired")
            )
        );
    }

    /// <summary>PrivLeak of one trial, of texts alone; null where the attack scores no points or the reference has no AUC.</summary>
    public Figure? Leak(PlannedTrial trial, PlannedAttack attack)
    {
        if (
            trial.Case.Problem.Objective is not NextToken
            || Auc(attack.Task) is not { } own
            || ReferenceOf(trial, attack) is not { } task
            || Auc(task) is not { } reference
        )
        {
            return null;
        }

        int points = _ledger.ResultOf(attack.Task)!.Scores!.Length;
        return Named(
            attack.Name,
            PrivacyLeak.Of(own, reference) is { } leak
                ? AttackFigures.PrivacyLeak.Of(leak, points)
                : AttackFigures.PrivacyLeak.NotResolvable("the attack is never wrong on the reference", points)
        );
    }

    private double? Auc(AttackTask task) =>
        _ledger.ResultOf(task) is { Scores: not null } result
            ? result.Figures.FirstOrDefault(static figure => figure.Name == ScoreFigures.Auc.Name)?.Value
            : null;

    /// <summary>The tests of a row, one per score attack.</summary>
    public IEnumerable<Figure> Tests(PlannedRow row) =>
        row.Trials[0].Attacks.Select(attack => _tests.GetValueOrDefault((row, attack.Name))).OfType<Figure>();

    /// <summary>
    /// p of a row's tests, combined over seeds, without the correction over methods: what a verdict on one method rests on must not change
    /// with the other methods of the manifest. Null where there is no test.
    /// </summary>
    public double? Uncorrected(PlannedRow row, PlannedAttack attack) =>
        _uncorrected.TryGetValue((row, attack.Name), out double p) ? p : null;

    private AucComparison? Compare(PlannedTrial trial, PlannedAttack attack) =>
        ReferenceOf(trial, attack) is { } reference ? _scores.Compare(attack.Task, reference) : null;

    /// <summary>The same attack on the method's own retraining where it has one, else on the setting's reference row; null without either.</summary>
    public AttackTask? ReferenceOf(PlannedTrial trial, PlannedAttack attack) =>
        trial.ReferenceAttacks.FirstOrDefault(own => own.Name == attack.Name)?.Task
        ?? _references.GetValueOrDefault((trial.Case.Seed, attack.Name));

    // Methods are one family. Yardsticks are not claims about a method: each keeps its own p.
    private void Correct(string attack, IReadOnlyList<PlannedRow> rows)
    {
        (PlannedRow Row, double P)[] raw =
        [
            .. rows.Select(row => (row, P: Combined(row, attack)))
                .Where(static test => test.P is not null)
                .Select(static test => (test.row, test.P!.Value)),
        ];
        foreach ((PlannedRow row, double p) in raw)
        {
            _uncorrected.Add((row, attack), p);
        }

        (PlannedRow Row, double P)[] methods = [.. raw.Where(static test => test.Row.Recipe.Role == RowRole.Method)];
        double[] adjusted = Holm.Adjust([.. methods.Select(static test => test.P)]);
        foreach ((PlannedRow row, double p) in raw.Except(methods).Concat(methods.Zip(adjusted, WithP)))
        {
            _tests.Add((row, attack), Named(attack, AttackFigures.PAgainstReference.Of(p, row.Trials.Count)));
        }
    }

    private static Figure Named(string attack, Figure figure) =>
        figure with
        {
            Name = LegendEntry.NameOf(attack, figure),
        };

    private static (PlannedRow Row, double P) WithP((PlannedRow Row, double P) test, double p) => (test.Row, p);

    private double? Combined(PlannedRow row, string attack) =>
        PairedScores.Combine([
            .. row.Trials.Select(trial =>
                trial.Attacks.FirstOrDefault(found => found.Name == attack) is { } found ? Compare(trial, found) : null
            ),
        ]);
}
