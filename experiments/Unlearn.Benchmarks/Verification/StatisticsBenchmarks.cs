using BenchmarkDotNet.Attributes;
using Unlearn.Verification.Auditing;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Benchmarks.Verification;

/// <summary>Statistics on one core. Bar: DeLong on 10,000 + 10,000 scores 20 ms.</summary>
[MemoryDiagnoser]
public class StatisticsBenchmarks
{
    private readonly double[] _many = Scores.Normal(20_000, 1, 0.5);
    private readonly double[] _other = Scores.Normal(20_000, 2, 0.4);
    private readonly bool[] _sides = Scores.Sides(20_000);
    private readonly double[] _few = Scores.Normal(2_000, 3, 0.5);
    private readonly bool[] _fewSides = Scores.Sides(2_000);
    private readonly int _correct = 480;

    [Benchmark]
    public AucEstimate DeLongEstimate() => DeLong.Estimate(_many, _sides);

    [Benchmark]
    public AucComparison DeLongPaired() => DeLong.Compare(_many, _other, _sides);

    [Benchmark]
    public KolmogorovSmirnov ExactKolmogorovSmirnov() => KolmogorovSmirnov.Test(_few, _other.AsSpan(0, 2_000));

    [Benchmark]
    public SplitAudit SplitAudit() => Unlearn.Verification.Auditing.SplitAudit.Run(_few, _fewSides, new RandomKey(5));

    [Benchmark]
    public double OneRun() => OneRunAudit.EpsilonLower(5_000, 500, _correct, 1e-5);
}
