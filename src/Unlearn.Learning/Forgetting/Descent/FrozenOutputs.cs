using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Logits of a frozen teacher on each member's points, computed once. Numbers cannot share memory with a student, which a
/// shallow copy of a teacher would.
/// </summary>
internal sealed class FrozenOutputs : Teacher
{
    private readonly float[][] _logits;
    private readonly Dictionary<int, int>[] _rows;

    private FrozenOutputs(int classes, float[][] logits, Dictionary<int, int>[] rows)
    {
        Classes = classes;
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

    /// <inheritdoc />
    public override int Classes { get; }

    /// <inheritdoc />
    public override ReadOnlySpan<float> Row(int member, int id) =>
        _logits[member].AsSpan(_rows[member][id] * Classes, Classes);

    private static float[] Logits(TrainingData data, ParameterStack teacher, int member, PointSet points)
    {
        using ParameterStack own = teacher.Slice(member, 1);
        LogitTable table = Predictor.Logits(data, own, points.Ids)[0];
        return Array.ConvertAll(table.Values, static value => (float)value);
    }
}
