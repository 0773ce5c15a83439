using Unlearn.Core.Components;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Evaluation;

/// <summary>Gathers what the verdicts on a setting's rows rest on: figures of every seed beside those of reference, null row and original.</summary>
internal sealed class SettingVerdicts
{
    private static readonly FigureKind[] Utility = [TrialFigures.TestAccuracyGap, TrialFigures.RetainAccuracyGap];

    private readonly ReferenceComparisons _comparisons;
    private readonly ResultLedger _ledger;
    private readonly VerdictMargins _margins;
    private readonly (PlannedRow Planned, RowResult Result)[] _rows;

    /// <param name="setting">The setting as planned.</param>
    /// <param name="rows">Its results, in the same order.</param>
    /// <param name="comparisons">Attacks on the reference of each trial.</param>
    /// <param name="ledger">Results of attacks.</param>
    /// <param name="margins">What counts as small.</param>
    public SettingVerdicts(
        PlannedSetting setting,
        IReadOnlyList<RowResult> rows,
        ReferenceComparisons comparisons,
        ResultLedger ledger,
        VerdictMargins margins
    )
    {
        (_comparisons, _ledger, _margins) = (comparisons, ledger, margins);
        _rows = [.. setting.Rows.Zip(rows)];
    }

    /// <summary>The verdicts on the original and on every method; reference and null rows are what verdicts compare with.</summary>
    public IReadOnlyList<RowVerdict> All() =>
        [
            .. _rows
                .Where(static row => row.Result.Role is RowRole.Original or RowRole.Method)
                .Select(row => VerdictRule.Judge(EvidenceOf(row.Planned, row.Result), _margins)),
        ];

    private RowEvidence EvidenceOf(PlannedRow planned, RowResult row) =>
        new()
        {
            Row = row.Id,
            Promise = planned.Recipe.Method?.Kind switch
            {
                MethodKind.Exact => Promise.Exact,
                MethodKind.Certified => Promise.Certified,
                _ => Promise.Nothing,
            },
            IsReference =
                row.Role == RowRole.Method
                && planned.Trials.All(static trial =>
                    trial.Evaluation.Target.Identity == trial.Case.Reference.Identity
                ),
            Epsilon = Largest(row, CertificateFigures.Epsilon),
            Delta = Largest(row, CertificateFigures.Delta),
            Forgetting = [Accuracy(planned, row, TrialFigures.ForgetAccuracyGap), .. Attacks(planned, row)],
            Utility = [.. Utility.Select(kind => Accuracy(planned, row, kind))],
        };

    private static double? Largest(RowResult row, FigureKind kind) =>
        row.Trials.Select(trial => Find(trial, kind.Name)?.Value).Max();

    /// <summary>A gap to the reference that every trial has.</summary>
    private Observation Accuracy(PlannedRow planned, RowResult row, FigureKind kind)
    {
        RowResult? own = Own(planned);
        return new Observation
        {
            Figure = kind.Name,
            Title = kind.Label,
            Kind = kind,
            HasOwnNull = own is not null,
            Gaps = own is null ? Values(row, kind.Name) : Differences(row, own, kind.Name),
            NullGaps = Role(RowRole.Null) is { } nothing ? Values(nothing.Result, kind.Name) : [],
            OriginalGaps = Role(RowRole.Original) is { } original ? Values(original.Result, kind.Name) : [],
            NotResolvable = Unresolved(row, kind.Name),
        };
    }

    private IEnumerable<Observation> Attacks(PlannedRow planned, RowResult row) =>
        from attack in planned.Trials[0].Attacks
        from kind in Judged(attack.Task.Attack)
        select Attack(planned, row, attack, kind);

    /// <summary>An attack's headline and its further figures that have a margin; what says nothing about forgetting is no evidence.</summary>
    private static IEnumerable<FigureKind> Judged(IVerificationAttack attack) =>
        attack
            .Kinds.Where((kind, i) => i == 0 || kind.Margin != MarginKind.None)
            .Where(static kind => kind.Reading != Reading.None);

    private Observation Attack(PlannedRow planned, RowResult row, PlannedAttack attack, FigureKind kind)
    {
        string name = LegendEntry.NameOf(attack.Name, kind);
        bool scored = kind.Name == ScoreFigures.Auc.Name;
        RowResult? own = Own(planned);
        return new Observation
        {
            Attack = attack.Name,
            Figure = name,
            Title = $"{ComponentTitle.Of(attack.Task.Attack, attack.Name)} {kind.Label}",
            Kind = kind,
            IsInside = attack.Task.Attack.Needs.Any(static kind => kind.IsInside),
            HasOwnNull = own is not null,
            Gaps = own is null ? ToReference(planned, row, attack, kind) : Differences(row, own, name),
            NullGaps = Role(RowRole.Null) is { } nothing
                ? ToReference(nothing.Planned, nothing.Result, attack, kind)
                : [],
            OriginalGaps = Role(RowRole.Original) is { } original
                ? ToReference(original.Planned, original.Result, attack, kind)
                : [],
            PointsP = scored ? _comparisons.Uncorrected(planned, attack) : null,
            OriginalPointsP =
                scored && Role(RowRole.Original) is { } yardstick
                    ? _comparisons.Uncorrected(yardstick.Planned, attack)
                    : null,
            NotResolvable = Unresolved(row, name),
        };
    }

    // The reference is the same attack on the trial's own reference, which is another one for methods that train their own original.
    private double[] ToReference(PlannedRow planned, RowResult row, PlannedAttack attack, FigureKind kind)
    {
        string name = LegendEntry.NameOf(attack.Name, kind);
        return
        [
            .. planned
                .Trials.Zip(row.Trials)
                .Select(pair =>
                    pair.First.Attacks.FirstOrDefault(found => found.Name == attack.Name) is { } own
                    && _comparisons.ReferenceOf(pair.First, own) is { } reference
                        ? Find(pair.Second, name)?.Value
                            - _ledger
                                .ResultOf(reference)
                                ?.Figures.FirstOrDefault(figure => figure.Name == kind.Name)
                                ?.Value
                        : null
                )
                .OfType<double>(),
        ];
    }

    private (PlannedRow Planned, RowResult Result)? Role(RowRole role) =>
        _rows.Where(row => row.Result.Role == role).Cast<(PlannedRow, RowResult)?>().FirstOrDefault();

    private RowResult? Own(PlannedRow planned) =>
        planned.Recipe.OwnNull is { } id ? _rows.FirstOrDefault(row => row.Result.Id == id).Result : null;

    private static double[] Values(RowResult row, string name) =>
        [.. row.Trials.Select(trial => Find(trial, name)?.Value).OfType<double>()];

    private static double[] Differences(RowResult row, RowResult other, string name) =>
        [
            .. (
                from trial in row.Trials
                join same in other.Trials on trial.Seed equals same.Seed
                select Find(trial, name)?.Value - Find(same, name)?.Value
            ).OfType<double>(),
        ];

    private static string? Unresolved(RowResult row, string name) =>
        row.Trials.Select(trial => Find(trial, name)?.NotResolvable).FirstOrDefault(static why => why is not null);

    private static Figure? Find(TrialResult trial, string name) =>
        trial.Figures.FirstOrDefault(figure => figure.Name == name);
}
