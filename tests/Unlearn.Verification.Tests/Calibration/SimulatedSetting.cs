using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>
/// Models of one setting whose truth is known: phi of a point is what the point brings, the same for all models, plus what the model
/// brings, plus what it remembers of the point. Points to forget are drawn for every seed, unseen ones are shared by all seeds.
/// </summary>
/// <param name="design">How much is measured.</param>
/// <param name="run">Number of the run; everything random derives from it.</param>
internal sealed class SimulatedSetting(SimulatedSetting.Design design, int run)
{
    // What a point brings, the share of it that an attack without and with shadow models cannot tell from memory.
    private const double PointSpread = 1.5;
    private const double WithoutShadows = 0.68;
    private const double WithShadows = 0.2;

    private static readonly Truth Reference = new("reference");
    private static readonly Truth Null = new("null");
    private static readonly Truth OwnNull = new("own-null");
    private readonly bool[] _members =
    [
        .. Enumerable.Range(0, design.Forget + design.Unseen).Select(point => point < design.Forget),
    ];
    private readonly Dictionary<(Truth, int), double[]> _phi = [];
    private readonly Dictionary<int, double[]> _points = [];
    private readonly RandomKey _key = new RandomKey(2026).Derive("verdicts").Derive(run);

    /// <summary>How much is measured, and how far two retrained models disagree about a point.</summary>
    /// <param name="Seeds">Seeds.</param>
    /// <param name="Forget">Points to forget.</param>
    /// <param name="Unseen">Points never seen.</param>
    /// <param name="Noise">Deviation of phi between models, in nats.</param>
    public sealed record Design(int Seeds, int Forget, int Unseen, double Noise)
    {
        /// <summary>The share of variance that two retrained models have in common, of the scores of an attack with shadow models.</summary>
        public double Shared =>
            Math.Pow(WithShadows * PointSpread, 2) / (Math.Pow(WithShadows * PointSpread, 2) + Math.Pow(Noise, 2));

        /// <summary>What has to be remembered for that attack's AUC to lie a gap above 0.5.</summary>
        public double MemoryFor(double gap) =>
            Math.Sqrt(2 * (Math.Pow(WithShadows * PointSpread, 2) + Math.Pow(Noise, 2)))
            * NormalDistribution.Quantile(0.5 + gap);
    }

    /// <summary>What a kind of model remembers of the points to forget, and how much it lost of everything.</summary>
    public sealed record Truth(string Name, double Memory = 0, double Damage = 0, double Inside = 0)
    {
        /// <summary>Whether a look inside the model is part of the evidence.</summary>
        public bool Probes { get; init; }

        /// <summary>Whether it is an ensemble that promises exactness, compared with itself with other seeds.</summary>
        public bool IsExact { get; init; }
    }

    public static Truth Original { get; } = new("original", Memory: 3, Inside: 3);

    /// <summary>The verdict on a row of the given truth, by the rules that runs use.</summary>
    public RowVerdict Judge(Truth truth) =>
        VerdictRule.Judge(
            new RowEvidence
            {
                Row = truth.Name,
                Promise = truth.IsExact ? Promise.Exact : Promise.Nothing,
                Forgetting =
                [
                    Seen(truth, "forget-accuracy-gap", Kind(MarginKind.Accuracy), Accuracy),
                    Seen(
                        truth,
                        "loss/auc",
                        Kind(MarginKind.Auc),
                        (model, seed) => Auc(model, seed, WithoutShadows)
                    ) with
                    {
                        PointsP = PointsP(truth, WithoutShadows),
                        OriginalPointsP = PointsP(Original, WithoutShadows),
                    },
                    Seen(
                        truth,
                        "loss/tpr",
                        Kind(MarginKind.TruePositives),
                        (model, seed) => Tpr(model, seed, WithoutShadows)
                    ),
                    Seen(truth, "lira/auc", Kind(MarginKind.Auc), (model, seed) => Auc(model, seed, WithShadows)) with
                    {
                        PointsP = PointsP(truth, WithShadows),
                        OriginalPointsP = PointsP(Original, WithShadows),
                    },
                    Seen(
                        truth,
                        "lira/tpr",
                        Kind(MarginKind.TruePositives),
                        (model, seed) => Tpr(model, seed, WithShadows)
                    ),
                    .. truth.Probes
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

    private Observation Seen(Truth truth, string name, FigureKind kind, Func<Truth, int, double> value)
    {
        double[] Gaps(Truth of, Truth from) =>
            [.. Enumerable.Range(0, design.Seeds).Select(seed => value(of, seed) - value(from, seed))];
        return new Observation
        {
            Figure = name,
            Title = name,
            Kind = kind,
            HasOwnNull = truth.IsExact,
            Gaps = Gaps(truth, truth.IsExact ? OwnNull : Reference),
            NullGaps = Gaps(Null, Reference),
            OriginalGaps = Gaps(Original, Reference),
        };
    }

    // An attack knows a share of what a point brings, and the rest is in its way.
    private double[] Scores(Truth model, int seed, double unknown)
    {
        double[] points = Points(seed);
        return [.. Phi(model, seed).Select((phi, point) => phi - ((1 - unknown) * points[point]))];
    }

    private double[] Phi(Truth model, int seed)
    {
        if (!_phi.TryGetValue((model, seed), out double[]? phi))
        {
            RandomKey own = _key.Derive(model.Name).Derive(seed);
            double[] points = Points(seed);
            phi =
            [
                .. _members.Select(
                    (isMember, point) =>
                        2
                        + points[point]
                        + (design.Noise * own.Normal((ulong)point))
                        + (isMember ? model.Memory : 0)
                        - model.Damage
                ),
            ];
            _phi.Add((model, seed), phi);
        }

        return phi;
    }

    private double[] Points(int seed)
    {
        if (!_points.TryGetValue(seed, out double[]? points))
        {
            RandomKey forgotten = _key.Derive("points").Derive(seed + 1);
            RandomKey unseen = _key.Derive("points").Derive(0);
            points =
            [
                .. _members.Select(
                    (isMember, point) => PointSpread * (isMember ? forgotten : unseen).Normal((ulong)point)
                ),
            ];
            _points.Add(seed, points);
        }

        return points;
    }

    private double Auc(Truth model, int seed, double unknown) =>
        RocCurve.From(Scores(model, seed, unknown), _members).Auc;

    private double Tpr(Truth model, int seed, double unknown) =>
        ScoreFigures.TprAtFpr(RocCurve.From(Scores(model, seed, unknown), _members), 0.01).Value!.Value;

    private double Accuracy(Truth model, int seed) => Phi(model, seed).Take(design.Forget).Average(Right);

    private double TestAccuracy(Truth model, int seed) => Phi(model, seed).Skip(design.Forget).Average(Right);

    private static double Right(double phi) => phi > 0 ? 1 : 0;

    private double Relearning(Truth model, int seed) =>
        10 - (2 * model.Inside) + _key.Derive("relearn").Derive(model.Name).Normal((ulong)seed);

    private double PointsP(Truth truth, double unknown) =>
        Stouffer.PValue(
            Stouffer.Combine([
                .. Enumerable
                    .Range(0, design.Seeds)
                    .Select(seed =>
                        DeLong.Compare(Scores(truth, seed, unknown), Scores(Reference, seed, unknown), _members).Z
                    ),
            ])
        );
}
