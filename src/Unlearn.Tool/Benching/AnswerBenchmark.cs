using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;

namespace Unlearn.Tool.Benching;

/// <summary>The case that BenchmarkDotNet measures: one row answers one request, on the thread that calls.</summary>
[SuppressMessage("Design", "CA1515", Justification = "BenchmarkDotNet wants a public class.")]
public class AnswerBenchmark
{
    /// <summary>The row and the request.</summary>
    public BenchedAnswer Answer { get; set; } = null!;

    /// <summary>Answers the request.</summary>
    [Benchmark]
    public void Unlearn() => Answer.Repeat();
}
