using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Frozen logits that a student is compared with.</summary>
internal abstract class Teacher
{
    /// <summary>A teacher that answers on each member's points: from what it answered once, or live where that would be too much.</summary>
    /// <param name="context">Data; forward passes are added to its cost.</param>
    /// <param name="teacher">M members, functions of originals and requests alone; not changed, and alive until the descent ends.</param>
    /// <param name="set">The points of a request.</param>
    public static Teacher Frozen(
        UnlearningContext context,
        ParameterStack teacher,
        Func<ForgetRequest, PointSet> set
    ) =>
        context.Data.Dataset.Sequences is null
            ? FrozenOutputs.Of(context, teacher, set)
            : new LiveTeacher(context, teacher);

    /// <summary>Number of classes.</summary>
    public abstract int Classes { get; }

    /// <summary>The logits of one point.</summary>
    /// <param name="member">The context's member.</param>
    /// <param name="id">The point.</param>
    public abstract ReadOnlySpan<float> Row(int member, int id);

    /// <summary>The logits of a batch, [K, B, classes], padding being zero; or [K, P, vocabulary] at the labelled tokens of sequences.</summary>
    public virtual Tensor For(IReadOnlyList<int> members, PaddedBatch batch)
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
