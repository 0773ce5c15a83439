using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>How many bytes the right answer of each attacked point, a text, compresses to (<see cref="CompressedLength"/>).</summary>
public sealed class CompressionEvidence : NumbersEvidence
{
    private CompressionEvidence()
        : base("compressed_lengths", "bytes") { }

    /// <summary>The kind.</summary>
    public static CompressionEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "compressed lengths of the attacked points' texts";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions => [];

    /// <inheritdoc />
    private protected override string Right => "a length is above 0";

    /// <inheritdoc />
    private protected override bool CanBe(double number) => number > 0;

    /// <inheritdoc />
    protected override double[] Collect(IModelAnswers answers) =>
        [.. answers.Texts().Select(static text => (double)CompressedLength.Of(text))];
}
