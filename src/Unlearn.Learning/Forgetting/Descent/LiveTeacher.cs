using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// A frozen teacher of sequences, asked again for every batch: its distributions over a vocabulary at every token would fill the memory, and a
/// forward pass is a third of a step.
/// </summary>
/// <param name="context">Network and cost, to which forward passes are added.</param>
/// <param name="teacher">M members; not changed, and not to be disposed before the descent ends.</param>
internal sealed class LiveTeacher(UnlearningContext context, ParameterStack teacher) : Teacher
{
    /// <inheritdoc />
    public override int Classes => context.Data.Network.Classes;

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: losses of sequences are differentiated automatically and ask for batches.</exception>
    public override ReadOnlySpan<float> Row(int member, int id) =>
        throw new NotSupportedException("A teacher of sequences answers batches.");

    /// <inheritdoc />
    public override Tensor For(IReadOnlyList<int> members, PaddedBatch batch)
    {
        for (int position = 0; position < members.Count; position++)
        {
            context.Cost.Add(members[position], (batch.Ids[position].Length + 2) / 3);
        }

        using IDisposable untracked = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack own = teacher.Select(members);
        return context.Data.Network.Predict(own, batch.Inputs, batch.Places).MoveToOuterDisposeScope();
    }
}
