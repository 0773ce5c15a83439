using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Models;

/// <summary>Initial values that derive from a key and a position.</summary>
internal static class KeyedInitialisation
{
    /// <summary>
    /// Fills an array and its bias uniformly in plus or minus 1/sqrt(fan in), the usual start of affine and convolutional layers
    /// (LeCun, Bottou, Orr, Mueller 1998 up to a constant).
    /// </summary>
    public static void Uniform(RandomKey key, ParameterShape array, int fanIn, Span<float> row)
    {
        double bound = 1.0 / Math.Sqrt(fanIn);
        RandomKey own = key.Derive(array.Name);
        Span<float> values = row.Slice(array.Offset, array.Count);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2.0 * own.Uniform((ulong)i)) - 1.0) * bound);
        }
    }

    /// <summary>Fills an array with normal values.</summary>
    public static void Normal(RandomKey key, ParameterShape array, double deviation, Span<float> row)
    {
        RandomKey own = key.Derive(array.Name);
        Span<float> values = row.Slice(array.Offset, array.Count);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(own.Normal((ulong)i) * deviation);
        }
    }

    /// <summary>Fills an array with one value.</summary>
    public static void Constant(ParameterShape array, float value, Span<float> row) =>
        row.Slice(array.Offset, array.Count).Fill(value);
}
