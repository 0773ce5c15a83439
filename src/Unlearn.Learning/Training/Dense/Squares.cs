using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Squares in place.</summary>
internal static class Squares
{
    /// <summary>Replaces every value by its square.</summary>
    public static void Replace<T>(Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= values[i];
        }
    }
}
