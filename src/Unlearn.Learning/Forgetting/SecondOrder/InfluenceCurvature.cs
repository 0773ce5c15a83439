namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>Which matrix stands for the curvature of a loss.</summary>
public enum InfluenceCurvature
{
    /// <summary>
    /// The Gauss-Newton matrix: positive semidefinite, so that a step is safe on networks that are not convex; the Hessian itself
    /// for softmax regression.
    /// </summary>
    GaussNewton,

    /// <summary>The Hessian.</summary>
    Hessian,
}
