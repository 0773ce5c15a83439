using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>
/// An attack that tests whether a model still remembers: scores in, evidence out. Implementations are records marked with
/// <see cref="Components.VerificationAttackAttribute"/>, pure and thread-safe; larger score = member, everywhere.
/// </summary>
public interface IVerificationAttack
{
    /// <summary>What the attack needs beside the target's outputs.</summary>
    AttackNeeds Needs { get; }

    /// <summary>Runs the attack.</summary>
    /// <param name="input">Outputs; holds at least what <see cref="Needs"/> asks for.</param>
    /// <exception cref="InputException">The input lacks something or cannot be used, said in words.</exception>
    AttackEvidence Evaluate(AttackInput input);
}
