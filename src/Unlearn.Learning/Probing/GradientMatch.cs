using Unlearn.Verification.Attacks.Reconstruction;

namespace Unlearn.Learning.Probing;

/// <summary>What an optimisation of the input has found.</summary>
/// <param name="Found">The row and its class.</param>
/// <param name="Cosine">Cosine of the angle between its gradient and the difference of the weights: all that the attacker can see of its success.</param>
internal sealed record GradientMatch(Reconstructed Found, double Cosine);
