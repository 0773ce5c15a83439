namespace Unlearn.Verification.Statistics;

/// <summary>Which p-value a two-sample Kolmogorov-Smirnov test reports. They differ where samples are tied or small.</summary>
public enum KolmogorovSmirnovConvention
{
    /// <summary>Exact, as if no values were tied (scipy's <c>exact</c>); conservative under ties.</summary>
    Exact,

    /// <summary>Exact given the ties of the pooled sample: the permutation distribution (Schroer and Trenkler 1995).</summary>
    ExactTies,

    /// <summary>Kolmogorov's limit distribution at sqrt(nm/(n+m)) D.</summary>
    Asymptotic,

    /// <summary>
    /// By permutation, swapping within pairs: for values of the same points on both sides, which the other conventions take for
    /// independent samples and so hardly ever tell apart. D itself looks at the two distributions only, so that a shift which is small
    /// beside the spread of the values may stay unseen although it is the same in every pair.
    /// </summary>
    Paired,
}
