namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>What a method promises.</summary>
public enum MethodKind
{
    /// <summary>The result has the distribution of training without the forget set.</summary>
    Exact,

    /// <summary>The result is close to that distribution by a stated (epsilon, delta).</summary>
    Certified,

    /// <summary>No promise: verification decides.</summary>
    Approximate,
}
