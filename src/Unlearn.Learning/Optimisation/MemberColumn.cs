using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>One number of each member as a tensor: factors that members do not share.</summary>
internal static class MemberColumn
{
    /// <summary>
    /// A column [K, 1], rounded to the type once as a plain number would be, so that a product with it has the bits of a product with that
    /// number.
    /// </summary>
    public static Tensor Of(IEnumerable<double> values, ScalarType type)
    {
        using Tensor row = tensor(values.ToArray());
        using Tensor column = row.unsqueeze(1);
        return column.to_type(type, copy: true);
    }
}
