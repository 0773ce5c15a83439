namespace Unlearn.Verification.Evidence;

/// <summary>
/// Marks datasets whose points are texts: models answer them token by token, so that no attack finds a row of class probabilities; what it does
/// find is phi, of the mean log-probability of a point's labelled tokens.
/// </summary>
public interface ITextPoints;
