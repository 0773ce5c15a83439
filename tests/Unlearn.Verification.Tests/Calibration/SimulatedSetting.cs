using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>
/// Models of one setting whose truth is known: phi of a point is what the point brings, the same for all models, plus what the model
/// brings, plus what it remembers of the point. Five seeds of a hundred points to forget, three hundred unseen ones that all seeds share.
/// </summary>
/// <param name="run">Number of the run; everything random derives from it.</param>
internal sealed class SimulatedSetting(int run)
{
    public const int Seeds = 5;
    private const int Forget = 100;
    private const int Unseen = 300;
    private static readonly bool[] Members =
    [
        .. Enumerable.Range(0, Forget + Unseen).Select(static point => point < Forget),
    ];

    private static readonly Truth Reference = new("reference");
    private static readonly Truth Null = new("null");
    private readonly Dictionary<(Truth, int), double[]> _phi = [];
    private readonly Dictionary<int, double[]> _points = [];
    private readonly RandomKey _key = new RandomKey(2026).Derive("verdicts").Derive(run);

    /// <summary>What a kind of model remembers of the points to forget, and how much it lost of everything.</summary>
    public sealed record Truth(string Name, double Memory = 0, double Damage = 0, double Inside = 0);

    public static Truth Original { get; } = new("original", Memory: 3, Inside: 3);

    /// <summary>The verdict on a row of the given truth, by the rules that runs use.</summary>
    public RowVerdict Judge(Truth truth, bool probes = false) =>
        VerdictRule.Judge(
            new RowEvidence
            {
                Row = truth.Name,
                Forgetting =
                [
                    Seen(truth, "forget-accuracy-gap", Kind(MarginKind.Accuracy), Accuracy),
                    Seen(truth, "loss/auc", Kind(MarginKind.Auc), (model, seed) => Auc(model, seed, 0.4)) with
                    {
                        PointsP = PointsP(truth, 0.4),
                        OriginalPointsP = PointsP(Original, 0.4),
                    },
                    Seen(truth, "loss/tpr", Kind(MarginKind.TruePositives), (model, seed) => Tpr(model, seed, 0.4)),
                    Seen(truth, "lira/auc", Kind(MarginKind.Auc), (model, seed) => Auc(model, seed, 1)) with
                    {
                        PointsP = PointsP(truth, 1),
                        OriginalPointsP = PointsP(Original, 1),
                    },
                    Seen(truth, "lira/tpr", Kind(MarginKind.TruePositives), (model, seed) => Tpr(model, seed, 1)),
                    .. probes
                        ?
                        [
                            Seen(truth, "relearn", Kind(MarginKind.None, Reading.FamiliarWhenLow), Relearning) with
                            {
                                IsInside = true,
                            },
                        ]
                        : Array.Empty<Observation>(),
                ],
                Utility = [Seen(truth, "test-accuracy-gap", Kind(MarginKind.None, Reading.None), TestAccuracy)],
            },
            new VerdictMargins()
        );

    private static FigureKind Kind(MarginKind margin, Reading reading = Reading.FamiliarWhenHigh) =>
        new("figure", "Figure", "A figure.") { Margin = margin, Reading = reading };

    private static Observation Seen(Truth truth, string name, FigureKind kind, Func<Truth, int, double> value)
    {
        double[] Gaps(Truth of) =>
            [.. Enumerable.Range(0, Seeds).Select(seed => value(of, seed) - value(Reference, seed))];
        return new Observation
        {
            Figure = name,
            Title = name,
            Kind = kind,
            Gaps = Gaps(truth),
            NullGaps = Gaps(Null),
            OriginalGaps = Gaps(Original),
        };
    }

    // An attack sees the points through a glass: what the point brings is known to a share, and the rest is in its way.
    private double[] Scores(Truth model, int seed, double calibration)
    {
        double[] points = Points(seed);
        return [.. Phi(model, seed).Select((phi, point) => phi - (calibration * 0.8 * points[point]))];
    }

    private double[] Phi(Truth model, int seed)
    {
        if (!_phi.TryGetValue((model, seed), out double[]? phi))
        {
            RandomKey own = _key.Derive(model.Name).Derive(seed);
            double[] points = Points(seed);
            phi =
            [
                .. Members.Select(
                    (isMember, point) =>
                        2
                        + points[point]
                        + (0.7 * own.Normal((ulong)point))
                        + (isMember ? model.Memory : 0)
                        - model.Damage
                ),
            ];
            _phi.Add((model, seed), phi);
        }

        return phi;
    }

    // Points to forget are drawn for every seed, unseen ones are the same for all.
    private double[] Points(int seed)
    {
        if (!_points.TryGetValue(seed, out double[]? points))
        {
            RandomKey forgotten = _key.Derive("points").Derive(seed + 1);
            RandomKey unseen = _key.Derive("points").Derive(0);
            points =
            [
                .. Members.Select((isMember, point) => 1.5 * (isMember ? forgotten : unseen).Normal((ulong)point)),
            ];
            _points.Add(seed, points);
        }

        return points;
    }

    private double Auc(Truth model, int seed, double calibration) =>
        RocCurve.From(Scores(model, seed, calibration), Members).Auc;

    private double Tpr(Truth model, int seed, double calibration) =>
        ScoreFigures.TprAtFpr(RocCurve.From(Scores(model, seed, calibration), Members), 0.01).Value!.Value;

    private double Accuracy(Truth model, int seed) => Phi(model, seed).Take(Forget).Average(Right);

    private double TestAccuracy(Truth model, int seed) => Phi(model, seed).Skip(Forget).Average(Right);

    private static double Right(double phi) => phi > 0 ? 1 : 0;

    private double Relearning(Truth model, int seed) =>
        10 - (2 * model.Inside) + _key.Derive("relearn").Derive(model.Name).Normal((ulong)seed);

    private double PointsP(Truth truth, double calibration) =>
        Stouffer.PValue(
            Stouffer.Combine([
                .. Enumerable
                    .Range(0, Seeds)
                    .Select(seed =>
                        DeLong
                            .Compare(Scores(truth, seed, calibration), Scores(Reference, seed, calibration), Members)
                            .Z
                    ),
            ])
        );
}
