using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Reference;

/// <summary>
/// Is a point likelier to the target than to models that never saw it? What is easy for every model counts for nothing (of texts Carlini et al. 2021, section
/// 5.2; of classifiers Watson et al. 2022, difficulty calibration).
/// </summary>
/// <remarks>
/// The models are retrained ones, with other seeds. Of a text, the log-probability is the mean over its labelled tokens; of several models it is the mean over them.
/// </remarks>
[VerificationAttack("reference")]
public sealed record ReferenceModel : IOutputAttack
{
    /// <summary>What is compared.</summary>
    public ReferenceScore Score { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [ReferenceEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        IReadOnlyList<LogitTable> models = input.Require(ReferenceEvidence.Kind, "reference");
        InputChecks.CheckCount(models, 1, "retrained models", "reference");
        double[] own = LossThreshold.Scores(input.Target, input.Labels);
        double[][] others = [.. models.Select(table => LossThreshold.Scores(table, input.Labels))];
        double[] scores = [.. own.Select((log, point) => Compare(log, [.. others.Select(model => model[point])]))];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }

    private double Compare(double own, double[] others) =>
        Score == ReferenceScore.Ratio
            ? TokenScores.ReferenceRatio([own], others)
            : TokenScores.Reference([own], others);
}
