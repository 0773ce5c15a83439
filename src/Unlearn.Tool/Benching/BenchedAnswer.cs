using System.Diagnostics.CodeAnalysis;
using Unlearn.Engine.Running;

namespace Unlearn.Tool.Benching;

/// <summary>An answer as a parameter of a benchmark, which has no place for a token.</summary>
/// <param name="answer">The answer.</param>
/// <param name="cancellationToken">Stops it.</param>
[SuppressMessage("Design", "CA1515", Justification = "BenchmarkDotNet wants a public class.")]
public sealed class BenchedAnswer(RequestAnswer answer, CancellationToken cancellationToken)
{
    /// <summary>Does it once.</summary>
    public void Repeat() => answer.Repeat(cancellationToken);

    /// <inheritdoc />
    public override string ToString() => answer.Id;
}
