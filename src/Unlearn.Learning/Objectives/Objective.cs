using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Objectives;

/// <summary>
/// What a model is asked about its points, and how its answers are read: which class a point has, or which token comes next. A point of the
/// first kind has one prediction, one of the second has one for each labelled token.
/// </summary>
public abstract record Objective
{
    /// <summary>Numbers that are kept of a member's answer to one point.</summary>
    public abstract int Columns { get; }

    /// <summary>The objective of a dataset's points.</summary>
    public static Objective Of(Dataset dataset) =>
        dataset.Sequences is { } sequences
            ? new NextToken(sequences.MostLabelled)
            : new Classification(dataset.ClassCount);

    /// <summary>One member's answers.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="member">One member.</param>
    /// <param name="points">Point ids.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    /// <returns>Row-major, <see cref="Columns"/> numbers per point in the order given.</returns>
    public abstract double[] Answers(
        TrainingData data,
        ParameterStack member,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// A model's outputs as every attack on outputs reads them: a row of logits per point, whose label says which of them is right.
    /// </summary>
    /// <param name="members">Answers of the model's members on the same points, at least one.</param>
    /// <param name="aggregation">How several answer together.</param>
    public abstract LogitTable Outputs(IReadOnlyList<double[]> members, Aggregation aggregation);

    /// <summary>A model's answers at labelled tokens; null where points have one prediction.</summary>
    /// <param name="members">Answers of the model's members on the same points, at least one.</param>
    /// <param name="aggregation">How several answer together.</param>
    public virtual TokenAnswers? Tokens(IReadOnlyList<double[]> members, Aggregation aggregation) => null;
}
