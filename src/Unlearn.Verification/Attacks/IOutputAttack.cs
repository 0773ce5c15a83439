using Unlearn.Core;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>An attack on outputs alone: scores in, evidence out, pure; larger score = member, everywhere.</summary>
public interface IOutputAttack : IVerificationAttack
{
    /// <summary>
    /// Evidence that the attack reads where it is there and does without where it is not, asked for or not: what must be given of
    /// outputs that came from elsewhere is <see cref="IVerificationAttack.Needs"/> less this.
    /// </summary>
    IReadOnlyList<EvidenceKind> Welcomes => [];

    /// <summary>Whether phi is all that the attack sees of outputs, so that phi alone does in their place.</summary>
    bool SeesPhiAlone => false;

    /// <summary>Whether scores of one point under several queries (augmented copies) are to be averaged.</summary>
    bool AveragesQueries => false;

    /// <summary>Runs the attack.</summary>
    /// <param name="input">Outputs; holds at least what <see cref="IVerificationAttack.Needs"/> asks for.</param>
    /// <exception cref="InputException">The input lacks something or cannot be used, said in words.</exception>
    AttackEvidence Evaluate(AttackInput input);
}
