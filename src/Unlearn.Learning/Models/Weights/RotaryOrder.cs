using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// Turns the weights of one rotary convention into those of the other: within each head, the rows of queries and keys change places so that
/// the values that are turned together stay the same.
/// </summary>
internal static class RotaryOrder
{
    /// <summary>A row with pairs that are neighbours as a row with pairs that are half a head apart.</summary>
    public static float[] ToHalf(LlamaNetwork network, ReadOnlySpan<float> row)
    {
        float[] permuted = row.ToArray();
        int head = network.Model.Width / network.Model.Heads;
        foreach (ParameterShape array in network.Layout.Parameters)
        {
            if (
                !array.Name.EndsWith("q_proj.weight", StringComparison.Ordinal)
                && !array.Name.EndsWith("k_proj.weight", StringComparison.Ordinal)
            )
            {
                continue;
            }

            int width = array.Shape[1];
            for (int to = 0; to < array.Shape[0]; to++)
            {
                int within = to % head;
                int from = to - within + (within < head / 2 ? 2 * within : (2 * within) - head + 1);
                row.Slice(array.Offset + (from * width), width).CopyTo(permuted.AsSpan(array.Offset + (to * width)));
            }
        }

        return permuted;
    }
}
