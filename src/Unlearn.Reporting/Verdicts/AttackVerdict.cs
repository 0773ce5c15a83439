namespace Unlearn.Reporting.Verdicts;

/// <summary>The verdict of one attack on one row.</summary>
/// <param name="Attack">The attack's name in the manifest.</param>
/// <param name="Figure">The figure that was compared: the attack's gap to the reference, or its first figure where it has no gap.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Explanation">Why, in plain words.</param>
public sealed record AttackVerdict(string Attack, string Figure, Verdict Verdict, string Explanation)
{
    /// <summary>The verdict in a word or two.</summary>
    public string Label =>
        Verdict switch
        {
            Verdict.UnderForgetting => "under-forgetting",
            Verdict.OverForgetting => "over-forgetting",
            Verdict.Indistinguishable => "indistinguishable",
            _ => "undecided",
        };
}
