using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>
/// An attack that tests whether a model still remembers. Implementations are records marked with
/// <see cref="VerificationAttackAttribute"/>, thread-safe, and say what they look at: outputs
/// (<see cref="IOutputAttack"/>), or the models themselves.
/// </summary>
public interface IVerificationAttack
{
    /// <summary>What the attack needs beside the target.</summary>
    AttackNeeds Needs { get; }

    /// <summary>Every kind of figure that the attack may report, the headline first.</summary>
    IReadOnlyList<FigureKind> Kinds { get; }
}
