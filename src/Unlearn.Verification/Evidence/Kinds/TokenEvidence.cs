using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>What the target answers at the labelled tokens of the attacked points, which are texts.</summary>
public sealed class TokenEvidence : CollectedEvidence<TokenAnswers>
{
    // In the order of the signals of TokenAnswers; rows are filled up with NaN.
    private static readonly string[] Names =
    [
        "target_token_logs",
        "target_law_means",
        "target_law_deviations",
        "target_likeliest_tokens",
        "target_tokens",
    ];

    private TokenEvidence() { }

    /// <summary>The kind.</summary>
    public static TokenEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "log-probabilities of the labelled tokens of the attacked points";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.Target, PointRole.Attacked)];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; } =
    [.. Names.Select(static name => EvidenceArray.Of(name, "points x tokens"))];

    /// <inheritdoc />
    public override void Check(TokenAnswers value, AttackInput input)
    {
        if (value.Points != input.Labels.Length)
        {
            throw new InputException($"Tokens of {value.Points} points for {input.Labels.Length} attacked points.");
        }

        for (int point = 0; point < value.Points; point++)
        {
            foreach (double log in value.LogProbabilities(point))
            {
                if (!double.IsFinite(log) || log > 0)
                {
                    throw new InputException(
                        $"A token of point {point} has the log-probability {log}; it is at most 0."
                    );
                }
            }
        }
    }

    /// <inheritdoc />
    protected override TokenAnswers Collect(IModelAnswers answers) => answers.Tokens(ModelRole.Target).Single();

    /// <inheritdoc />
    protected override TokenAnswers? Read(IEvidenceArrays arrays)
    {
        FeatureTable?[] tables = [.. Names.Select(arrays.Features)];
        if (tables[0] is not { } logs)
        {
            return null;
        }

        int most = logs.Width;
        var values = new double[logs.Points * TokenAnswers.Columns(most)];
        for (int signal = 0; signal < tables.Length; signal++)
        {
            FeatureTable table =
                tables[signal] ?? throw new InputException($"'{Names[0]}' is given without '{Names[signal]}'.");
            if (table.Width != most)
            {
                throw new InputException($"'{Names[signal]}' has {table.Width} tokens a point, '{Names[0]}' {most}.");
            }

            for (int point = 0; point < table.Points; point++)
            {
                table.Row(point).CopyTo(values.AsSpan((point * TokenAnswers.Columns(most)) + (signal * most)));
            }
        }

        return new TokenAnswers(values, most);
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(TokenAnswers value) =>
        Names.Select(
            (name, signal) =>
                new NamedArray(
                    name,
                    [value.Points, value.Most],
                    [
                        .. Enumerable
                            .Range(0, value.Points)
                            .SelectMany(point =>
                                value
                                    .Values.Skip((point * TokenAnswers.Columns(value.Most)) + (signal * value.Most))
                                    .Take(value.Most)
                            ),
                    ]
                )
        );
}
