using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Learning.Objectives;

/// <summary>Which token comes next? An answer is what <see cref="TokenAnswers"/> holds of each labelled token.</summary>
/// <param name="Most">Labelled tokens of the point that has most.</param>
public sealed record NextToken(int Most) : Objective
{
    /// <inheritdoc />
    public override int Columns => TokenAnswers.Columns(Most);

    /// <inheritdoc />
    public override double[] Answers(
        TrainingData data,
        ParameterStack member,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken
    ) => TokenPredictor.Of(data, member, points, cancellationToken).Values;

    /// <inheritdoc />
    /// <remarks>
    /// A point is right or not as a whole: p is the geometric mean of the probabilities of its labelled tokens, and the row is phi = log p - log(1 - p)
    /// against 0, so that losses are minus mean log-probabilities and phi is that of the literature on classifiers.
    /// </remarks>
    public override LogitTable Outputs(IReadOnlyList<double[]> members, Aggregation aggregation)
    {
        TokenAnswers answers = Tokens(members, aggregation);
        var values = new double[2 * answers.Points];
        for (int point = 0; point < answers.Points; point++)
        {
            values[2 * point] = Confidence.PhiOf(answers.MeanLogProbability(point));
        }

        return new LogitTable(values, 2);
    }

    /// <inheritdoc />
    public override TokenAnswers Tokens(IReadOnlyList<double[]> members, Aggregation aggregation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        if (members.Count == 1)
        {
            return new TokenAnswers(members[0], Most);
        }

        return aggregation == Aggregation.Vote
            ? TokenVotes.Count([.. members.Select(values => new TokenAnswers(values, Most))])
            : throw new NotSupportedException(
                "Members that answer about tokens vote; a mean would need their whole distributions."
            );
    }
}
