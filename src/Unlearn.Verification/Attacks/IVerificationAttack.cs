using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>
/// An attack that tests whether a model still remembers. Implementations are records marked with
/// <see cref="VerificationAttackAttribute"/>, thread-safe, and say what they look at: outputs
/// (<see cref="IOutputAttack"/>), or the models themselves.
/// </summary>
public interface IVerificationAttack
{
    /// <summary>What the attack asks for beside the target's outputs on the attacked points; an experiment provides exactly this.</summary>
    IReadOnlyList<EvidenceKind> Needs { get; }

    /// <summary>Which points it looks at.</summary>
    AttackedSet Attacked => AttackedSet.Forgotten;

    /// <summary>Whether it compares two sides, so that there must be a non-member among the attacked points.</summary>
    bool NeedsNonMembers => false;

    /// <summary>Every kind of figure that the attack may report, the headline first.</summary>
    IReadOnlyList<FigureKind> Kinds { get; }
}
