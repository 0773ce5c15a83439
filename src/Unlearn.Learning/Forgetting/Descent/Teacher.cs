using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Frozen logits that a student is compared with.</summary>
internal abstract class Teacher
{
    /// <summary>Number of classes.</summary>
    public abstract int Classes { get; }

    /// <summary>The logits of one point.</summary>
    /// <param name="member">The context's member.</param>
    /// <param name="id">The point.</param>
    public abstract ReadOnlySpan<float> Row(int member, int id);

    /// <summary>The logits of a batch, [K, B, classes]; padding is zero.</summary>
    public Tensor For(IReadOnlyList<int> members, PaddedBatch batch)
    {
        int rows = (int)batch.Inputs.size(1);
        var values = new float[members.Count * rows * Classes];
        for (int position = 0; position < members.Count; position++)
        {
            int[] ids = batch.Ids[position];
            for (int i = 0; i < ids.Length; i++)
            {
                Row(members[position], ids[i]).CopyTo(values.AsSpan(((position * rows) + i) * Classes));
            }
        }

        return tensor(values, [members.Count, rows, Classes]).to_type(batch.Inputs.dtype);
    }
}
