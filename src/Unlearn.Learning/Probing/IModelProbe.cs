using Unlearn.Core;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Learning.Probing;

/// <summary>
/// An attack that looks at the models themselves: it reads weights, differentiates or trains. Its result depends on its input
/// alone; all its randomness derives from the request's seed.
/// </summary>
public interface IModelProbe : IVerificationAttack
{
    /// <inheritdoc />
    IReadOnlyList<EvidenceKind> IVerificationAttack.Needs => [WeightEvidence.Kind];

    /// <summary>Runs the attack.</summary>
    /// <param name="input">The models.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <exception cref="InputException">The models cannot be used, said in words.</exception>
    /// <exception cref="Training.DivergedException">Training that is part of the attack diverged.</exception>
    AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken);
}
