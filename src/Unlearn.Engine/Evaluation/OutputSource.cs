using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Outputs of members on points. Each member answers for the whole dataset once, whoever asks first, and is read from then
/// on: shadows by every scenario, seed, method and attack.
/// </summary>
internal sealed class OutputSource(WeightSource weights, long bytes)
{
    // float32, as the network computes: widening again is exact and half the memory is not.
    private readonly BoundedCache<float[]> _outputs = new(bytes);

    /// <summary>A model's outputs, a row a point in ascending order of ids.</summary>
    public LogitTable Of(Target target, PointSet points, CancellationToken cancellationToken) =>
        EnsembleOutputs.Aggregate(
            [.. target.Members.Select(member => Of(member, points, cancellationToken))],
            target.Aggregation
        );

    /// <summary>One member's outputs, a row a point in ascending order of ids.</summary>
    public LogitTable Of(WeightTask member, PointSet points, CancellationToken cancellationToken)
    {
        float[] all = _outputs.GetOrAdd(
            member.Key,
            () => Compute(member, cancellationToken),
            static outputs => outputs.LongLength * sizeof(float)
        );
        int classes = member.Problem.Data.Dataset.ClassCount;
        var values = new double[points.Count * classes];
        int at = 0;
        foreach (int point in points.Ids)
        {
            for (int i = point * classes; i < (point + 1) * classes; i++)
            {
                values[at++] = all[i];
            }
        }

        return new LogitTable(values, classes);
    }

    /// <summary>A model's last hidden layer, a row a point in the given order; several members' layers stand side by side.</summary>
    public FeatureTable Represent(Target target, IReadOnlyList<int> points, CancellationToken cancellationToken)
    {
        TrainingData data = target.Members[0].Problem.Data;
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [.. target.Members.Select(weights.Of)]);
        return Representer.SideBySide(Representer.Of(data, stack, points, cancellationToken));
    }

    /// <summary>Lets outputs go that nothing in this run reads any more.</summary>
    public void Drop(WeightTask member) => _outputs.Drop(member.Key);

    private float[] Compute(WeightTask member, CancellationToken cancellationToken)
    {
        TrainingData data = member.Problem.Data;
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [weights.Of(member)]);
        int[] everyone = [.. Enumerable.Range(0, data.Dataset.Count)];
        LogitTable table = Predictor.Logits(data, stack, everyone, cancellationToken)[0];
        return Array.ConvertAll(table.Values, static value => (float)value);
    }
}
