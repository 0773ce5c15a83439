using MathNet.Numerics.Statistics;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>Puts together what figures are drawn from, out of scores that attacks have left and outputs of the first seed's models.</summary>
/// <param name="plan">The plan; its tasks are settled.</param>
/// <param name="ledger">What is known of them.</param>
/// <param name="weights">The models; a row whose first one is gone (failed, or pruned from the store) has no histogram.</param>
/// <param name="outputs">Outputs of models.</param>
/// <param name="samples">What models say of a few texts.</param>
internal sealed class CurveAssembler(
    ExperimentPlan plan,
    ResultLedger ledger,
    WeightSource weights,
    OutputSource outputs,
    SampleAssembler samples
)
{
    private const int Bins = 30;
    private const int RatesADecade = 8;

    // How far rows may stretch the axis on each side, in ranges of the original and the reference.
    private const double Stretch = 0.25;

    /// <summary>The curves of every setting.</summary>
    public RunCurves Assemble(CancellationToken cancellationToken)
    {
        TorchThread.Prepare();
        return new RunCurves([.. plan.Settings.Select(setting => Of(setting, cancellationToken))]);
    }

    private SettingCurves Of(PlannedSetting setting, CancellationToken cancellationToken)
    {
        int unseen = setting.Rows[0].Trials.Max(static trial => trial.Case.NonMembers.Count);
        double[] rates = Rates(unseen);
        RocLine[] roc =
        [
            .. from row in setting.Rows
            from attack in row.Trials[0].Attacks.Select(static attack => attack.Name)
            let line = Roc(row, attack, rates)
            where line is not null
            select line,
        ];
        (RowRecipe Row, double[] Forget, double[] Unseen)[] phi =
        [
            .. setting
                .Rows.Where(row => row.Trials[0].Evaluation.Target.Members.All(weights.Exists))
                .Select(row =>
                    (
                        row.Recipe,
                        Phi(row.Trials[0], row.Trials[0].Case.Request.Forget.Ids, cancellationToken),
                        Phi(row.Trials[0], row.Trials[0].Case.NonMembers.Ids, cancellationToken)
                    )
                ),
        ];
        double[] edges = Edges(
            [.. Values(phi.Where(static one => one.Row.Role is RowRole.Original or RowRole.Reference))],
            [.. Values(phi)]
        );
        return new SettingCurves(
            rates,
            roc,
            edges,
            [
                .. phi.Select(one => new PhiHistogram(one.Row.Id, Count(one.Forget, edges), Count(one.Unseen, edges))
                {
                    Outside = Outside(one.Forget, edges) + Outside(one.Unseen, edges),
                }),
            ]
        )
        {
            Samples = samples.Of(setting, cancellationToken),
            Lines = AttackLines.Of(setting, ledger),
            Expected = [.. setting.Rows.Select(Expected).OfType<ExpectedCost>()],
            Landscapes =
            [
                .. from task in setting.Landscapes
                let map = ledger.ResultOf(task)?.Landscape
                where map is not null
                select new ModelLandscape(map) { Row = task.Row },
            ],
        };
    }

    // Of a stream each request in turn, each as large as it was.
    private static ExpectedCost? Expected(PlannedRow row) =>
        row.Recipe is { Role: RowRole.Method, Method: IShardedMethod method }
        && row.Trials.Select(trial => Expected(trial.Case, method)).ToArray() is var costs
        && costs.All(static cost => cost is not null)
            ? new ExpectedCost(row.Recipe.Id, costs.Average()!.Value)
            : null;

    private static double? Expected(ForgetCase one, IShardedMethod method)
    {
        int left = one.Request.Train.Count;
        double? sum = 0;
        foreach (PointSet part in one.Stream ?? [one.Request.Forget])
        {
            left -= part.Count;
            sum += method.ExpectedGradients(left, part.Count, one.Request.Training.Epochs);
        }

        return sum;
    }

    // From what one false accusation is, to all of them.
    private static double[] Rates(int unseen)
    {
        double lowest = Math.Log10(1.0 / Math.Max(unseen, 2));
        int steps = Math.Max(1, (int)Math.Round(-lowest * RatesADecade));
        return [.. Enumerable.Range(0, steps).Select(step => Math.Pow(10, lowest * (steps - step) / steps)), 1];
    }

    private RocLine? Roc(PlannedRow row, string attack, double[] rates)
    {
        RocCurve[] seeds =
        [
            .. row.Trials.Select(trial => Roc(trial.Attacks.First(one => one.Name == attack).Task)).OfType<RocCurve>(),
        ];
        if (seeds.Length == 0)
        {
            return null;
        }

        Interval[] bands = new Interval[rates.Length];
        double[] means = new double[rates.Length];
        for (int i = 0; i < rates.Length; i++)
        {
            double[] values = [.. seeds.Select(seed => seed.TprAtFpr(rates[i]))];
            means[i] = values.Average();
            bands[i] = Band(seeds, values, means[i]);
        }

        return new RocLine(
            attack,
            row.Recipe.Id,
            means,
            [.. bands.Select(static band => Math.Clamp(band.Lower, 0, 1))],
            [.. bands.Select(static band => Math.Clamp(band.Upper, 0, 1))]
        );
    }

    private static Interval Band(RocCurve[] seeds, double[] values, double mean) =>
        seeds is [var only]
            ? ClopperPearson.Interval((int)Math.Round(mean * only.Members), only.Members)
            : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(values), values.Length);

    private RocCurve? Roc(AttackTask task)
    {
        int members = task.Points.Members.Count;
        return ledger.ResultOf(task)?.Scores is { } scores && scores.Length > members && members > 0
            ? RocCurve.From(scores, [.. Enumerable.Range(0, scores.Length).Select(point => point < members)])
            : null;
    }

    private double[] Phi(PlannedTrial trial, IReadOnlyList<int> points, CancellationToken cancellationToken)
    {
        LogitTable logits = outputs.Of(trial.Evaluation.Target, new PointSet(points), cancellationToken);
        int[] labels = trial.Case.Problem.Data.Dataset.Labels;
        return Confidence.Phi(logits, [.. points.Select(point => labels[point])]);
    }

    private static IEnumerable<double> Values(IEnumerable<(RowRecipe Row, double[] Forget, double[] Unseen)> rows) =>
        rows.SelectMany(static row => row.Forget.Concat(row.Unseen)).Where(double.IsFinite);

    // The original and the reference are seen whole. A model that is wrecked would squeeze them and all others into a few bins.
    private static double[] Edges(double[] yardsticks, double[] all)
    {
        if (all.Length == 0)
        {
            return [];
        }

        (double low, double high) = Range(yardsticks.Length == 0 ? all : yardsticks);
        (double lowest, double highest) = Range(all);
        double room = Stretch * (high - low);
        (low, high) = (Math.Max(lowest, low - room), Math.Min(highest, high + room));
        double width = Math.Max(high - low, 1e-6) / Bins;
        return [.. Enumerable.Range(0, Bins).Select(bin => low + (bin * width)), Math.Max(high, low + 1e-6)];
    }

    private static (double Low, double High) Range(double[] values) => (values.Min(), values.Max());

    private static int[] Count(double[] values, double[] edges)
    {
        int[] counts = new int[Math.Max(0, edges.Length - 1)];
        foreach (double value in values.Where(static value => !double.IsNaN(value)))
        {
            int bin = (int)Math.Clamp(Math.Floor((value - edges[0]) / (edges[1] - edges[0])), 0, counts.Length - 1);
            counts[bin]++;
        }

        return counts;
    }

    private static int Outside(double[] values, double[] edges) =>
        edges.Length == 0 ? 0 : values.Count(value => value < edges[0] || value > edges[^1]);
}
