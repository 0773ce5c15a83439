using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>Attacks whose score of a text sets its mean log-probability against one further number per point.</summary>
/// <typeparam name="T">The kind of evidence that holds these numbers.</typeparam>
public abstract record TextScores<T> : IOutputAttack
    where T : CollectedEvidence<double[]>
{
    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [Beside];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <summary>The attack's name in errors.</summary>
    private protected abstract string Name { get; }

    /// <summary>What the log-probability is set against.</summary>
    private protected abstract T Beside { get; }

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        double[] beside = input.Require(Beside, Name);
        double[] scores = [.. LossThreshold.Scores(input.Target, input.Labels).Zip(beside, Score)];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }

    /// <summary>The score of a text, larger = member.</summary>
    private protected abstract double Score(double log, double beside);
}
