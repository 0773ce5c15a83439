namespace Unlearn.Learning.Models;

/// <summary>The function between two affine layers, applied to each value.</summary>
public enum Activation
{
    /// <summary>max(0, x); its derivative at 0 is taken as 0.</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
