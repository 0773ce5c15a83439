namespace Unlearn.Engine.Tests.Versions;

/// <summary>What one component gave when its version was last raised.</summary>
/// <param name="Version">Its version, with those of what computes its figures.</param>
/// <param name="Numbers">Its figures on the first of some small experiments that it can serve, at least one.</param>
internal sealed record Reference(string Version, IReadOnlyList<double> Numbers)
{
    // Machines round differently; no change of an algorithm is as small.
    private const double Tolerance = 1e-4;

    public bool Gives(Reference other) =>
        Numbers.Count == other.Numbers.Count
        && Numbers.Zip(other.Numbers).All(static pair => Near(pair.First, pair.Second));

    private static bool Near(double first, double second) =>
        first.Equals(second)
        || double.IsFinite(first)
            && double.IsFinite(second)
            && Math.Abs(first - second) <= Tolerance * Math.Max(1.0, Math.Max(Math.Abs(first), Math.Abs(second)));
}
