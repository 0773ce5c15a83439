namespace Unlearn.Learning.Optimisation;

/// <summary>One member of a descent.</summary>
/// <param name="Index">Its row in the stack; losses, masks and observers know it by this number.</param>
/// <param name="Steps">Makes its steps; asked when its turn comes.</param>
/// <param name="Rows">
/// What its batches are padded to where several members are computed at once: the same for its whole run, whoever else is in the stack.
/// </param>
internal sealed record DescentMember(int Index, Func<IReadOnlyList<DescentStep>> Steps, int Rows)
{
    /// <summary>Steps that are behind it.</summary>
    public int Start { get; init; }

    /// <summary>What its optimiser knew then; null at the beginning.</summary>
    public OptimizerState? From { get; init; }
}
