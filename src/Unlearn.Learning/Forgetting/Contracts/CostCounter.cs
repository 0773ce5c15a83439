namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// Hardware-free cost of a method, a member: gradient evaluations of single points. A Hessian-vector product counts as two,
/// a forward pass as a third, rounded up.
/// </summary>
/// <param name="members">Number of members counted.</param>
public sealed class CostCounter(int members)
{
    private readonly long[] _gradients = new long[members];

    /// <summary>Single-point gradients of each member so far.</summary>
    public IReadOnlyList<long> Gradients => _gradients;

    /// <summary>Adds work of one member.</summary>
    public void Add(int member, long gradients) => _gradients[member] += gradients;
}
