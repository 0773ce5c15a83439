using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Logits of a frozen teacher on each member's points, computed once. Numbers cannot share memory with a student, which a
/// shallow copy of a teacher would.
/// </summary>
internal sealed class FrozenOutputs
{
    private const int Chunk = 256;
    private readonly int _classes;
    private readonly float[][] _logits;
    private readonly Dictionary<int, int>[] _rows;

    private FrozenOutputs(int classes, float[][] logits, Dictionary<int, int>[] rows)
    {
        _classes = classes;
        _logits = logits;
        _rows = rows;
    }

    /// <summary>Evaluates a teacher.</summary>
    /// <param name="context">Data; forward passes are added to its cost.</param>
    /// <param name="teacher">M members, functions of originals and requests alone; not changed.</param>
    /// <param name="set">The points of a request.</param>
    public static FrozenOutputs Of(UnlearningContext context, ParameterStack teacher, Func<ForgetRequest, PointSet> set)
    {
        int members = context.Requests.Count;
        var twins = Twins.Of(context);
        var logits = new float[members][];
        var rows = new Dictionary<int, int>[members];
        using IDisposable still = no_grad();
        for (int member = 0; member < members; member++)
        {
            PointSet points = set(context.Requests[member]);
            int first = twins.First(member);
            logits[member] = first < member ? logits[first] : Logits(context.Data, teacher, member, points);
            rows[member] =
                first < member ? rows[first] : points.Ids.Select(static (id, row) => (id, row)).ToDictionary();
            context.Cost.Add(member, (points.Count + 2) / 3);
        }

        return new FrozenOutputs(context.Data.Network.Classes, logits, rows);
    }

    private static float[] Logits(TrainingData data, ParameterStack teacher, int member, PointSet points)
    {
        int classes = data.Network.Classes;
        var source = new PointSource(data.Dataset);
        var logits = new float[points.Count * classes];
        using ParameterStack own = teacher.Slice(member, 1);
        for (int start = 0; start < points.Count; start += Chunk)
        {
            using DisposeScope scope = NewDisposeScope();
            int[] ids = [.. points.Ids.AsSpan().Slice(start, Math.Min(Chunk, points.Count - start))];
            PaddedBatch batch = PaddedBatch.Gather(source, [member], [ids], Chunk, own.Flat.dtype, mean: true);
            Tensor values = data.Network.Forward(own, batch.Inputs).to_type(ScalarType.Float32).contiguous();
            values.data<float>().ToArray().AsSpan(0, ids.Length * classes).CopyTo(logits.AsSpan(start * classes));
        }

        return logits;
    }

    /// <summary>The logits of one point.</summary>
    public ReadOnlySpan<float> Row(int member, int id) =>
        _logits[member].AsSpan(_rows[member][id] * _classes, _classes);

    /// <summary>The logits of a batch, [K, B, classes]; padding is zero.</summary>
    public Tensor For(IReadOnlyList<int> members, PaddedBatch batch)
    {
        int rows = (int)batch.Inputs.size(1);
        var values = new float[members.Count * rows * _classes];
        for (int position = 0; position < members.Count; position++)
        {
            int[] ids = batch.Ids[position];
            for (int i = 0; i < ids.Length; i++)
            {
                Row(members[position], ids[i]).CopyTo(values.AsSpan(((position * rows) + i) * _classes));
            }
        }

        return tensor(values, [members.Count, rows, _classes]).to_type(batch.Inputs.dtype);
    }
}
