using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Is a text likelier than its length in a general compressor says? Score: mean log-probability of a labelled token per byte that the answer compresses to
/// (Carlini et al. 2021, section 5.2).
/// </summary>
/// <remarks>Lengths are those of .NET's zlib; others differ by a byte or two, Python's of about a quarter of texts.</remarks>
[VerificationAttack(Called)]
[Serves(typeof(ITextPoints), Reason = "it compresses texts")]
public sealed record Zlib : TextScores<CompressionEvidence>
{
    private const string Called = "zlib";

    /// <inheritdoc />
    private protected override string Name => Called;

    /// <inheritdoc />
    private protected override CompressionEvidence Beside => CompressionEvidence.Kind;

    /// <inheritdoc />
    private protected override double Score(double log, double beside) => TokenScores.Zlib([log], beside);
}
