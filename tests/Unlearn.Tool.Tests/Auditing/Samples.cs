using Unlearn.Audit;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Arrays;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Small arrays for every audit, made from the shapes that its needs name.</summary>
internal static class Samples
{
    public const int Points = 40;
    public const int Models = 8;
    public const int Classes = 3;

    /// <summary>All arrays of an audit, the optional ones as well.</summary>
    public static NamedArray[] For(IAudit audit) => [.. audit.Arrays.Select(need => For(audit.Name, need))];

    public static NamedArray Random(string name, params int[] shape)
    {
        RandomKey key = new RandomKey(1).Derive(name);
        int count = shape.Aggregate(1, static (product, length) => product * length);
        return new NamedArray(name, shape, [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i))]);
    }

    public static NamedArray List(string name, params double[] values) => new(name, [values.Length], values);

    private static NamedArray For(string audit, ArrayNeed need) =>
        (audit, need.Name) switch
        {
            (_, "members") => Cycle(need.Name, 2, Points),
            (_, "shadow_members") => Flags(),
            (_, var labels) when labels.EndsWith("labels", StringComparison.Ordinal) => Cycle(labels, Classes, Points),
            (_, var pair) when pair.EndsWith("_accuracies", StringComparison.Ordinal) => List(pair, 0.9, 0.8),
            (_, "target_token_logs" or "target_law_means") => Sized(Random(need.Name, Points, 4), -1),
            (_, "target_law_deviations" or "target_likeliest_tokens" or "target_tokens") => Sized(
                Random(need.Name, Points, 4),
                1
            ),
            (_, "target_token_counts") => List(
                need.Name,
                [.. Enumerable.Range(0, Points).Select(static point => (double)((point % 3) + 2))]
            ),
            (_, "compressed_lengths") => Sized(Random(need.Name, Points), 1),
            (_, "target_lower_case_logs") => Sized(Random(need.Name, Points), -1),
            (_, "greedy_rouge_recall" or "greedy_rouge_f1") => Cycle(need.Name, 2, Points),
            (_, "target_truth_logs") => Sized(Random(need.Name, Points, 3), -1),
            (_, "retrained_truth_logs") => Sized(Random(need.Name, Models, Points, 3), -1),
            (_, "truth_answer_counts") => List(need.Name, [.. Enumerable.Repeat(3.0, Points)]),
            (_, "retrained_features") => Random(need.Name, Models, Points, 4),
            (_, "target_features") => Random(need.Name, Points, 4),
            (_, var outputs) when outputs.EndsWith("_logits", StringComparison.Ordinal) => Random(
                outputs,
                need.Shape.StartsWith("models", StringComparison.Ordinal)
                    ? [Models, Points, Classes]
                    : [Points, Classes]
            ),
            ("delong", "scores") => Random("scores", 3, Points),
            (_, "scores") => Random("scores", Points),
            (_, "tp") => List("tp", 58, 10),
            (_, "fp") => List("fp", 6, 10),
            (_, "n") => List("n", 64, 64),
            (_, "negatives") => List("negatives", 64, 32),
            (_, "alpha") => List("alpha", 0.05, 0.01),
            (_, "mu") => List("mu", 1, 2),
            (_, "delta") => List("delta", 1e-5, 1e-6),
            (_, "m") => List("m", 1000, 100),
            (_, "r") => List("r", 600, 50),
            (_, "v") => List("v", 500, 25),
            (_, "p") => List("p", 0.05, 0.05),
            (_, "unlearned_curve") => new(need.Name, [2, 4], [0.1, 0.5, 0.97, 1, 0.2, 0.3, 0.5, 0.96]),
            (_, "retrained_curve") => List(need.Name, 0.1, 0.2, 0.3, 0.4, 0.96),
            (_, "original_accuracy") => new(need.Name, [], [1]),
            (_, "unlearned_steps") => List(need.Name, 2, 4),
            (_, "retrained_steps") => List(need.Name, 6, 6),
            (_, "hits") => List("hits", 3, 28),
            (_, "queries") => List("queries", 30, 30),
            (_, "canary_losses") => List(need.Name, 0.5, 2.5),
            (_, "reference_losses") => List(need.Name, 1, 2, 3, 4),
            ("ks-two-sample", _) => Random(need.Name, Points),
            (_, "first" or "second") => Random(need.Name, Points, 4),
            ("weight-distance", _) => Random(need.Name, 5),
            (_, "rows" or "public_rows") => Random(need.Name, 10, 3),
            ("reconstruction", _) => Random(need.Name, 3),
            _ => throw new ArgumentException($"no sample for '{need.Name}' of '{audit}'"),
        };

    private static NamedArray Sized(NamedArray array, double sign) =>
        new(array.Name, array.Shape, [.. array.Values.Select(value => sign * Math.Abs(value))]);

    private static NamedArray Cycle(string name, int period, int count) =>
        List(name, [.. Enumerable.Range(0, count).Select(i => (double)(i / 2 % period))]);

    private static NamedArray Flags() =>
        new(
            "shadow_members",
            [Models, Points],
            [.. Enumerable.Range(0, Models * Points).Select(i => (double)((i + (i / Points)) % 2))]
        );
}
