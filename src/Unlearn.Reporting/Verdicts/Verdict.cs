namespace Unlearn.Reporting.Verdicts;

/// <summary>What an attack says about a method, compared with the null row.</summary>
public enum Verdict
{
    /// <summary>The attack finds more traces of the forgotten points than after retraining.</summary>
    UnderForgetting,

    /// <summary>The forgotten points stand out by looking less familiar than after retraining.</summary>
    OverForgetting,

    /// <summary>No difference to retraining was found, by an attack that does find the original model.</summary>
    Indistinguishable,

    /// <summary>The numbers do not allow a verdict.</summary>
    Undecided,
}
