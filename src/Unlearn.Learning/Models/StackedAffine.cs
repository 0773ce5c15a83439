using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>Affine maps of all members in one batched product.</summary>
internal static class StackedAffine
{
    /// <summary>
    /// inputs times the transposed weights plus the bias, for each member. Rows and columns are padded to multiples of 16 with zeros:
    /// only then do matrix libraries give each member of a batched product, forwards and backwards, the bits that it has alone.
    /// </summary>
    /// <param name="inputs">[M, B, K].</param>
    /// <param name="weight">[M, H, K].</param>
    /// <param name="bias">[M, H].</param>
    /// <returns>[M, B, H].</returns>
    public static Tensor Apply(Tensor inputs, Tensor weight, Tensor bias)
    {
        long points = inputs.size(1);
        long outputs = weight.size(1);
        using Tensor rows = Padded(inputs, points, inputs.size(2));
        using Tensor columns = Padded(weight, outputs, weight.size(2));
        using Tensor transposed = columns.transpose(1, 2);
        using Tensor products = bmm(rows, transposed);
        using Tensor real = products.narrow(1, 0, points).narrow(2, 0, outputs);
        using Tensor shift = bias.unsqueeze(1);
        return real.Plus(shift);
    }

    private static Tensor Padded(Tensor values, long rows, long columns)
    {
        long below = Missing(rows);
        long right = Missing(columns);
        return below == 0 && right == 0 ? values.alias() : pad(values, [0, right, 0, below]);
    }

    private static long Missing(long size) =>
        (ParameterLayout.Alignment - (size % ParameterLayout.Alignment)) % ParameterLayout.Alignment;
}
