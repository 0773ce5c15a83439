using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>What the target answers at the labelled tokens of the attacked points, which are texts.</summary>
public sealed class TokenEvidence : CollectedEvidence<TokenAnswers>
{
    private const string Counts = "target_token_counts";

    // In the order of the signals of TokenAnswers. In files, rows are filled up with zeros, and counts say where a text ends.
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
    [.. Names.Select(static name => EvidenceArray.Of(name, "points x tokens")), EvidenceArray.Of(Counts, "points")];

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
        int[] counts = CountsOf(arrays, logs);
        var values = new double[logs.Points * TokenAnswers.Columns(most)];
        Array.Fill(values, double.NaN);
        for (int signal = 0; signal < tables.Length; signal++)
        {
            FeatureTable table =
                tables[signal] ?? throw new InputException($"'{Names[0]}' is given without '{Names[signal]}'.");
            if (table.Width != most)
            {
                throw new InputException($"'{Names[signal]}' has {table.Width} tokens per point, '{Names[0]}' {most}.");
            }

            for (int point = 0; point < table.Points; point++)
            {
                table
                    .Row(point)[..counts[point]]
                    .CopyTo(values.AsSpan((point * TokenAnswers.Columns(most)) + (signal * most)));
            }
        }

        return new TokenAnswers(values, most);
    }

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(TokenAnswers value) =>
        [
            .. Names.Select((name, signal) => new NamedArray(name, [value.Points, value.Most], Signal(value, signal))),
            EvidenceArray.Write(
                Counts,
                [.. Enumerable.Range(0, value.Points).Select(point => value.LogProbabilities(point).Length)]
            ),
        ];

    private static double[] Signal(TokenAnswers value, int signal)
    {
        var rows = new double[value.Points * value.Most];
        for (int point = 0; point < value.Points; point++)
        {
            value
                .Values.AsSpan(
                    (point * TokenAnswers.Columns(value.Most)) + (signal * value.Most),
                    value.LogProbabilities(point).Length
                )
                .CopyTo(rows.AsSpan(point * value.Most));
        }

        return rows;
    }

    private static int[] CountsOf(IEvidenceArrays arrays, FeatureTable logs)
    {
        double[] counts =
            arrays.Numbers(Counts, logs.Points)
            ?? throw new InputException(
                $"'{Names[0]}' is given without '{Counts}': how many labelled tokens each point has."
            );
        int bad = Array.FindIndex(counts, count => count != Math.Floor(count) || count < 1 || count > logs.Width);
        return bad < 0
            ? Array.ConvertAll(counts, static count => (int)count)
            : throw new InputException(
                $"'{Counts}' holds {counts[bad]} for point {bad}; a count is a whole number from 1 to {logs.Width}, the width of '{Names[0]}'."
            );
    }
}
