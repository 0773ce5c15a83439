namespace Unlearn.Engine.Results;

/// <summary>
/// How sure a row's model of the first seed is of the right class: points by phi = log p - log(1 - p), those beyond the edges counted in the
/// outermost bins.
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="Forget">Points of the forget set in each bin.</param>
/// <param name="Unseen">Points that no model ever saw in each bin.</param>
public sealed record PhiHistogram(string Row, IReadOnlyList<int> Forget, IReadOnlyList<int> Unseen)
{
    /// <summary>Points of both sets that lie beyond the edges.</summary>
    public int Outside { get; init; }
}
