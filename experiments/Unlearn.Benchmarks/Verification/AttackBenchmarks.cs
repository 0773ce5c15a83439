using BenchmarkDotNet.Attributes;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Benchmarks.Verification;

/// <summary>
/// Attacks from logits on one core. Bars: LiRA on 64 shadows x 10,000 points x 10 classes 0.5 s; RMIA on 10,000 points x
/// 2,500 population points x 8 references 1 s.
/// </summary>
[MemoryDiagnoser]
public class AttackBenchmarks
{
    private const int Points = 10_000;
    private const int Classes = 10;
    private const int Models = 64;

    private AttackInput _lira = null!;
    private AttackInput _rmia = null!;
    private AttackInput _aware = null!;

    [GlobalSetup]
    public void Setup()
    {
        var input = new AttackInput
        {
            Target = Scores.Table(Points, Classes, 1),
            Labels = Scores.Labels(Points, Classes),
            Members = Scores.Sides(Points),
        };
        _lira = input.With(ShadowEvidence.Kind, Shadows(Models, Points));
        _rmia = input
            .With(ShadowEvidence.Kind, Shadows(8, Points))
            .With(
                PopulationEvidence.Kind,
                new ModelOutputs(Scores.Table(2500, Classes, 2), Scores.Labels(2500, Classes))
            )
            .With(
                ShadowPopulationEvidence.Kind,
                [.. Enumerable.Range(0, 8).Select(s => Scores.Table(2500, Classes, 500 + (ulong)s))]
            );
        const int few = 200;
        _aware = new AttackInput
        {
            Target = Scores.Table(few, Classes, 1),
            Labels = Scores.Labels(few, Classes),
            Members = Scores.Sides(few),
        }.With(
            CopyEvidence.Kind,
            new CopyOutputs(
                [.. Enumerable.Range(0, Models).Select(s => Scores.Table(few, Classes, 900 + (ulong)s))],
                [.. Enumerable.Range(0, Models).Select(s => Scores.Table(few, Classes, 1900 + (ulong)s))]
            )
        );
    }

    [Benchmark]
    public AttackEvidence LiraOnline() => new Lira().Evaluate(_lira);

    [Benchmark]
    public AttackEvidence LiraMedianPerExample() =>
        new Lira { Centre = LiraCentre.Median, Variance = LiraVariance.PerExample }.Evaluate(_lira);

    [Benchmark]
    public AttackEvidence RmiaOnline() => new Rmia().Evaluate(_rmia);

    [Benchmark]
    public AttackEvidence UnlearningAwareLira() => new ULira().Evaluate(_aware);

    [Benchmark]
    public AttackEvidence ChallengeScore() => new ChallengeScore().Evaluate(_aware);

    private static ShadowOutputs Shadows(int count, int points) =>
        new(
            [.. Enumerable.Range(0, count).Select(s => Scores.Table(points, Classes, 100 + (ulong)s))],
            [.. Enumerable.Range(0, count).Select(s => Scores.Mask(points, s))]
        );
}
