using System.Globalization;
using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Verification.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Whether convolutions and their gradients come out right on the machine at hand: in single precision, by whatever kernels the tensor library
/// chooses for its processor, against the same in double precision, which takes a plain path.
/// </summary>
/// <param name="Shapes">Combinations of channels, kernels and batches that were tried.</param>
/// <param name="Worst">The largest error of a value or gradient, as a share of the largest value beside it; NaN where one is NaN.</param>
/// <param name="Where">The combination with that error.</param>
public sealed record ConvolutionCheck(int Shapes, double Worst, string Where)
{
    /// <summary>The largest error that rounding explains.</summary>
    public const double Tolerance = 1e-4;

    private const int Side = 7;

    /// <summary>Whether no error is larger.</summary>
    public bool Holds => Worst <= Tolerance;

    /// <summary>The result for people.</summary>
    public string Words =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"values and gradients of {Shapes} shapes {(Holds ? "are right" : "are WRONG")} (largest error {Worst:E0}, {Where})"
        );

    /// <summary>Tries them; a fraction of a second.</summary>
    public static ConvolutionCheck Run()
    {
        var found =
            from kernel in (int[])[1, 3, 5]
            from batch in (int[])[2, 17]
            from inputs in (int[])[1, 3, 20]
            from outputs in (int[])[4, 6, 16, 20]
            select (
                Error: Error(kernel, batch, inputs, outputs),
                Where: string.Create(
                    CultureInfo.InvariantCulture,
                    $"{inputs} to {outputs} channels, kernel {kernel}, batch {batch}"
                )
            );
        (double Error, string Where)[] all = [.. found];
        (double worst, string where) = all.MaxBy(static one => double.IsNaN(one.Error) ? double.MaxValue : one.Error);
        return new ConvolutionCheck(all.Length, worst, where);
    }

    private static double Error(int kernel, int batch, int inputs, int outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Normal("images", [batch, inputs, Side, Side]);
        Tensor weight = Normal("weight", [outputs, inputs, kernel, kernel]);
        Tensor bias = Normal("bias", [outputs]);
        Tensor[] single = Results(ScalarType.Float32);
        Tensor[] plain = Results(ScalarType.Float64);
        return single.Zip(plain, Gap).Aggregate(Math.Max); // NaN if one of them is

        Tensor[] Results(ScalarType type)
        {
            Tensor[] leaves =
            [
                .. ((Tensor[])[images, weight, bias]).Select(one => one.to_type(type, copy: true).requires_grad_()),
            ];
            Tensor values = PaddedConvolution.Apply(leaves[0], leaves[1], leaves[2]);
            return [values.detach(), .. GuardedAutograd.Gradients(values * values, leaves)];
        }
    }

    private static double Gap(Tensor found, Tensor right)
    {
        Tensor difference = found.to_type(ScalarType.Float64).Minus(right).abs().max();
        return difference.item<double>() / right.abs().max().item<double>();
    }

    private static Tensor Normal(string name, long[] shape)
    {
        RandomKey key = new RandomKey(1).Derive(name);
        long count = shape.Aggregate(1L, static (product, size) => product * size);
        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = key.Normal((ulong)i);
        }

        return tensor(values, shape);
    }
}
