namespace Unlearn.Engine.Results;

/// <summary>What figures of a report are drawn from and tables do not hold: <c>curves.json</c>. The same bytes for the same results.</summary>
/// <param name="Settings">The settings of the results, in their order.</param>
public sealed record RunCurves(IReadOnlyList<SettingCurves> Settings)
{
    /// <summary>Version of this schema: 2 has lines of attacks, expected costs and maps of loss.</summary>
    public int Schema { get; init; } = 2;
}
