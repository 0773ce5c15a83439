using Unlearn.Core;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The target's mean log-probability of a labelled token of each attacked point, a text, in lower case.</summary>
public sealed class LowerCaseEvidence : NumbersEvidence
{
    private LowerCaseEvidence()
        : base("target_lower_case_logs", "nats") { }

    /// <summary>The kind.</summary>
    public static LowerCaseEvidence Kind { get; } = new();

    /// <inheritdoc />
    public override string Description => "mean log-probabilities of the attacked points' texts in lower case";

    /// <inheritdoc />
    public override IReadOnlyList<Question> Questions { get; } = [new(ModelRole.Target, PointRole.Attacked)];

    /// <inheritdoc />
    private protected override string Right => "a log-probability is at most 0";

    /// <inheritdoc />
    private protected override bool CanBe(double number) => number <= 0;

    /// <inheritdoc />
    protected override double[] Collect(IModelAnswers answers) =>
        [.. answers.Logs(ModelRole.Target, TextForm.LowerCase).Single().Select(One)];

    private static double One(double[] logs, int point) =>
        logs is [var log]
            ? log
            : throw new InputException(
                $"In lower case the prompt of attacked point {point} alone is longer than the context; raise `context`."
            );
}
