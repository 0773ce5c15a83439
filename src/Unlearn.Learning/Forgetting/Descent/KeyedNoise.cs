using Unlearn.Core.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Gaussian noise that derives from keys and positions.</summary>
internal static class KeyedNoise
{
    /// <summary>Standard normal numbers, float64, one row per key.</summary>
    public static Tensor Normal(IReadOnlyList<RandomKey> keys, int width)
    {
        var values = new double[keys.Count * width];
        for (int row = 0; row < keys.Count; row++)
        {
            for (int i = 0; i < width; i++)
            {
                values[(row * width) + i] = keys[row].Normal((ulong)i);
            }
        }

        return tensor(values, [keys.Count, width]);
    }
}
