using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Arithmetic with plain numbers. The binding's own operators make a native scalar that nothing keeps alive during the
/// call: a garbage collection at the wrong moment frees it, and the product is then an error or, worse, another number.
/// </summary>
internal static class KeptScalars
{
    /// <summary>Every value times a number.</summary>
    public static Tensor Times(this Tensor values, double factor) => Keep(factor, scalar => values.mul(scalar));

    /// <summary>Every value plus a number.</summary>
    public static Tensor Plus(this Tensor values, double summand) => Keep(summand, scalar => values.add(scalar));

    /// <summary>Every value, but at most a number.</summary>
    public static Tensor AtMost(this Tensor values, double limit) => Keep(limit, scalar => values.clamp_max(scalar));

    /// <summary>Every value, but at least a number.</summary>
    public static Tensor AtLeast(this Tensor values, double limit) => Keep(limit, scalar => values.clamp_min(scalar));

    /// <summary>Which values exceed a number.</summary>
    public static Tensor Exceed(this Tensor values, double limit) => Keep(limit, scalar => values.gt(scalar));

    /// <summary>The values with a number where the mask is true.</summary>
    public static Tensor Filled(this Tensor values, Tensor mask, double value) =>
        Keep(value, scalar => values.masked_fill(mask, scalar));

    private static Tensor Keep(double number, Func<Scalar, Tensor> operation)
    {
        using Scalar scalar = number.ToScalar();
        return operation(scalar);
    }
}
