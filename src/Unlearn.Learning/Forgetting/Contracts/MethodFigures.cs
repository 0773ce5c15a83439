using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>Figures that a method reports of its own work, a member: what it guarantees, what it spent. They reach results and report.</summary>
/// <param name="members">Number of members.</param>
public sealed class MethodFigures(int members)
{
    private readonly List<Figure>[] _figures = [.. Enumerable.Range(0, members).Select(static _ => new List<Figure>())];

    /// <summary>One member's figures in reporting order.</summary>
    public IReadOnlyList<Figure> Of(int member) => _figures[member];

    /// <summary>Reports a figure of one member.</summary>
    /// <param name="member">Position in the context.</param>
    /// <param name="kind">One of the method's <see cref="IUnlearningMethod.Kinds"/>.</param>
    /// <param name="value">The value; may be infinite.</param>
    public void Add(int member, FigureKind kind, double value) => _figures[member].Add(kind.Of(value, 1));
}
