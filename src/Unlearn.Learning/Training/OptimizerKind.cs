namespace Unlearn.Learning.Training;

/// <summary>The rule that turns gradients into steps.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with optional momentum.</summary>
    Sgd,

    /// <summary>Adam (Kingma and Ba 2015), beta 0.9 and 0.999, epsilon 1e-8.</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient: weights shrink by rate times decay in each step (Loshchilov and Hutter 2019).</summary>
    Adamw,
}
