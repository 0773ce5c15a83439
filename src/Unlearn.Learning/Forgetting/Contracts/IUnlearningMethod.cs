using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// A way to remove the influence of a forget set. Implementations are records marked with
/// <see cref="UnlearningMethodAttribute"/> and are either an <see cref="IRetrainingMethod"/>, which only says what to train, or an
/// <see cref="IWeightMethod"/>, which edits weights.
/// </summary>
public interface IUnlearningMethod
{
    /// <summary>What the method promises.</summary>
    MethodKind Kind { get; }

    /// <summary>Every kind of figure that the method may report of its own work.</summary>
    IReadOnlyList<FigureKind> Kinds => [];
}
