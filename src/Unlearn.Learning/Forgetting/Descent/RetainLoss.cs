namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>What holds a model in place on retained points while it forgets others.</summary>
public enum RetainLoss
{
    /// <summary>Cross-entropy of the points' own labels or tokens.</summary>
    Nll,

    /// <summary>KL(original || model) of whole output distributions, at labelled tokens alone: it keeps mistakes too.</summary>
    Kl,
}
