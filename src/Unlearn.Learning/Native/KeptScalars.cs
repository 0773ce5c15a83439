using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Native;

/// <summary>
/// Tensor arithmetic whose native scalars stay alive. The binding makes one for every plain number, and for the hidden
/// factor of every tensor sum too (+, add, add_), and holds no reference to it while the native code reads
/// it: a garbage collection at that moment, likely as soon as two workers run, frees it. The result is then an error
/// ("Expected false to be true" in Scalar.h) or, worse, another number. Use these instead of the operators.
/// </summary>
internal static class KeptScalars
{
    /// <summary>Factors of sums and differences; integers, so that they suit every type of tensor.</summary>
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar MinusOne = (-1).ToScalar();

    /// <summary>The sum of two tensors.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);

    /// <summary>The difference of two tensors.</summary>
    public static Tensor Minus(this Tensor left, Tensor right) => left.add(right, MinusOne);

    /// <summary>Adds to a tensor in place and returns it.</summary>
    public static Tensor Gain(this Tensor values, Tensor summand) => values.add_(summand, One);

    /// <summary>Subtracts from a tensor in place and returns it.</summary>
    public static Tensor Lose(this Tensor values, Tensor subtrahend) => values.add_(subtrahend, MinusOne);

    /// <summary>Every value times a number.</summary>
    public static Tensor Times(this Tensor values, double factor) => Keep(factor, scalar => values.mul(scalar));

    /// <summary>Every value plus a number.</summary>
    public static Tensor Plus(this Tensor values, double summand) => Keep(summand, scalar => values.add(scalar, One));

    /// <summary>Every value, but at most a number.</summary>
    public static Tensor AtMost(this Tensor values, double limit) => Keep(limit, scalar => values.clamp_max(scalar));

    /// <summary>Every value, but at least a number.</summary>
    public static Tensor AtLeast(this Tensor values, double limit) => Keep(limit, scalar => values.clamp_min(scalar));

    /// <summary>Which values exceed a number.</summary>
    public static Tensor Exceed(this Tensor values, double limit) => Keep(limit, scalar => values.gt(scalar));

    /// <summary>The values with a number where the mask is true.</summary>
    public static Tensor Filled(this Tensor values, Tensor mask, double value) =>
        Keep(value, scalar => values.masked_fill(mask, scalar));

    /// <summary>Sets every value to a number in place and returns the tensor.</summary>
    public static Tensor Fill(this Tensor values, double number) => Keep(number, scalar => values.fill_(scalar));

    private static Tensor Keep(double number, Func<Scalar, Tensor> operation)
    {
        // Disposed after the call, so alive during it. The tensor itself is held by its scope or its owner.
        using Scalar scalar = number.ToScalar();
        return operation(scalar);
    }
}
