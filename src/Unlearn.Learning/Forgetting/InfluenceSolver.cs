namespace Unlearn.Learning.Forgetting;

/// <summary>How the linear system of a Newton step is solved.</summary>
public enum InfluenceSolver
{
    /// <summary>The whole Hessian is formed and factorised: for models of up to a few thousand parameters.</summary>
    Exact,

    /// <summary>Conjugate gradients on Hessian-vector products (Hestenes and Stiefel 1952).</summary>
    ConjugateGradient,
}
