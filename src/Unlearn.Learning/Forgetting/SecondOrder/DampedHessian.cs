using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>The matrix scale * (sum of Hessians) + damping * I of every member, as a map of vectors, at fixed weights.</summary>
/// <param name="loss">Whose Hessians.</param>
/// <param name="curvature">The Hessians themselves or Gauss-Newton matrices.</param>
/// <param name="at">Where they are taken, [M, width].</param>
/// <param name="scales">Factor of each member's sum.</param>
/// <param name="damping">What is added to each member's diagonal.</param>
/// <param name="counts">Points behind one product, for the cost.</param>
/// <param name="cost">A product of one point counts as two gradients.</param>
internal sealed class DampedHessian(
    EmpiricalLoss loss,
    InfluenceCurvature curvature,
    ParameterStack at,
    double[] scales,
    double[] damping,
    int[] counts,
    CostCounter cost
)
{
    /// <summary>Weights' layout.</summary>
    public ParameterLayout Layout => at.Layout;

    /// <summary>
    /// One member's matrix over trainable positions in the layout's order, or null where it has no closed form. Counts as a
    /// product for each column.
    /// </summary>
    public Tensor? Dense(int member)
    {
        if (!loss.HasClosedForm)
        {
            return null;
        }

        using Tensor sum = loss.Hessian(at, member);
        long side = sum.size(0);
        cost.Add(member, 2L * side * counts[member]);
        using Tensor identity = eye(side, dtype: ScalarType.Float64);
        using Tensor scaled = sum.Times(scales[member]);
        using Tensor ridge = identity.Times(damping[member]);
        return scaled.Plus(ridge);
    }

    /// <summary>The product with one vector a member, [M, width].</summary>
    /// <param name="vectors">[M, width].</param>
    /// <param name="wanted">Members whose product is used and therefore counted; null for all.</param>
    public Tensor Times(Tensor vectors, bool[]? wanted = null)
    {
        for (int member = 0; member < counts.Length; member++)
        {
            cost.Add(member, wanted is null || wanted[member] ? 2L * counts[member] : 0L);
        }

        Tensor product =
            curvature == InfluenceCurvature.Hessian
                ? loss.HessianProduct(at, vectors)
                : loss.GaussNewtonProduct(at, vectors);
        return (product * tensor(scales).unsqueeze(1)).Plus(vectors * tensor(damping).unsqueeze(1));
    }
}
