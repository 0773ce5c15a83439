using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>An attack on outputs alone: scores in, evidence out, pure; larger score = member, everywhere.</summary>
public interface IOutputAttack : IVerificationAttack
{
    /// <summary>Runs the attack.</summary>
    /// <param name="input">Outputs; holds at least what <see cref="IVerificationAttack.Needs"/> asks for.</param>
    /// <exception cref="InputException">The input lacks something or cannot be used, said in words.</exception>
    AttackEvidence Evaluate(AttackInput input);
}
