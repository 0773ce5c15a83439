using Unlearn.Core.Components;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>How the linear system of a Newton step is solved.</summary>
public enum InfluenceSolver
{
    /// <summary>The whole Hessian is formed and factorised: for models of up to a few thousand parameters.</summary>
    Exact,

    /// <summary>Conjugate gradients on Hessian-vector products (Hestenes and Stiefel 1952).</summary>
    ConjugateGradient,

    /// <summary>The inverse as a series of products, on all points or on samples of them (Agarwal, Bullins, Hazan 2017).</summary>
    Lissa,

    /// <summary>The Gauss-Newton matrix layer by layer as a Kronecker product (Martens and Grosse 2015): softmax regression and MLP.</summary>
    [Serves(
        typeof(SoftmaxRegression),
        typeof(LinearHead),
        typeof(Mlp),
        Reason = "its factors are those of affine layers"
    )]
    KFac,
}
