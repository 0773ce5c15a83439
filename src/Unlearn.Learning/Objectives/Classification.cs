using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Objectives;

/// <summary>Which class does a point have? An answer is a row of logits.</summary>
/// <param name="Classes">Number of classes.</param>
public sealed record Classification(int Classes) : Objective
{
    /// <inheritdoc />
    public override int Columns => Classes;

    /// <inheritdoc />
    public override double[] Answers(
        TrainingData data,
        ParameterStack member,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken
    ) => Predictor.Logits(data, member, points, cancellationToken)[0].Values;

    /// <inheritdoc />
    public override LogitTable Outputs(IReadOnlyList<double[]> members, Aggregation aggregation) =>
        EnsembleOutputs.Aggregate([.. members.Select(values => new LogitTable(values, Classes))], aggregation);
}
