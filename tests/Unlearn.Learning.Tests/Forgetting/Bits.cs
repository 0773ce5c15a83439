using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Exact comparisons of weights.</summary>
internal static class Bits
{
    /// <summary>One member's weights as bits.</summary>
    public static long[] Row(ParameterStack stack, int member) =>
        [
            .. Doubles(stack)
                .Skip(member * stack.Layout.Width)
                .Take(stack.Layout.Width)
                .Select(BitConverter.DoubleToInt64Bits),
        ];

    /// <summary>Whether two members have the same bits.</summary>
    public static bool Same(ParameterStack left, int leftMember, ParameterStack right, int rightMember) =>
        Row(left, leftMember).AsSpan().SequenceEqual(Row(right, rightMember));

    /// <summary>All weights, row by row.</summary>
    public static double[] Doubles(ParameterStack stack)
    {
        using Tensor wide = stack.Flat.to_type(ScalarType.Float64).contiguous();
        return wide.data<double>().ToArray();
    }
}
