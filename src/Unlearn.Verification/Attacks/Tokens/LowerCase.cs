using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Does a model know a text as it is written, or just what it says? Score: the loss of a token of the text in lower case over that of the text as it is
/// (Carlini et al. 2021, section 5.2).
/// </summary>
/// <remarks>Prompt and answer are put in lower case together, as one text; the answer's tokens and its end are asked for.</remarks>
[VerificationAttack(Called)]
[Serves(typeof(ITextPoints), Reason = "it puts texts in lower case")]
public sealed record LowerCase : TextScores<LowerCaseEvidence>
{
    private const string Called = "lower-case";

    /// <inheritdoc />
    private protected override string Name => Called;

    /// <inheritdoc />
    private protected override LowerCaseEvidence Beside => LowerCaseEvidence.Kind;

    /// <inheritdoc />
    private protected override double Score(double log, double beside) => TokenScores.LowerCaseRatio([log], [beside]);
}
