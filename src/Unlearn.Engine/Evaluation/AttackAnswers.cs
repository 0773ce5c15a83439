using Unlearn.Core;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Answers of the models of one attack task. Attacked points are the members first, then the non-members, each in ascending order of ids.</summary>
/// <param name="task">The task.</param>
/// <param name="members">The members among the attacked points.</param>
/// <param name="others">The non-members.</param>
/// <param name="outputs">Where outputs come from.</param>
/// <param name="texts">Where answers about texts come from.</param>
/// <param name="cancellationToken">Ends it between two models.</param>
internal sealed class AttackAnswers(
    AttackTask task,
    PointSet members,
    PointSet others,
    OutputSource outputs,
    TextSource texts,
    CancellationToken cancellationToken
) : IModelAnswers
{
    /// <summary>The input of the attack: the attacked points with the target's outputs, and all evidence that it needs.</summary>
    public AttackInput Input() =>
        task.Attack.Needs.Aggregate(
            new AttackInput
            {
                Target = Of(task.Targets.Target, PointRole.Attacked),
                Labels = Labels(PointRole.Attacked),
                ClassNames = task.Problem.Data.Dataset.ClassNames,
                Members = [.. Enumerable.Repeat(true, members.Count), .. Enumerable.Repeat(false, others.Count)],
            },
            (input, kind) => kind.Collect(input, this)
        );

    /// <inheritdoc />
    public IEnumerable<LogitTable> Outputs(ModelRole models, PointRole points) =>
        task.Targets.Of(models).Select(model => Of(model, points));

    /// <inheritdoc />
    public IEnumerable<FeatureTable> Representations(ModelRole models) =>
        task
            .Targets.Of(models)
            .Select(model => outputs.Represent(model, [.. members.Ids, .. others.Ids], cancellationToken));

    /// <inheritdoc />
    public IEnumerable<TokenAnswers> Tokens(ModelRole models) =>
        task
            .Targets.Of(models)
            .Select(model =>
                (
                    outputs.TokensOf(model, members, cancellationToken),
                    outputs.TokensOf(model, others, cancellationToken)
                )
                    is ({ } inside, { } outside)
                    ? new TokenAnswers([.. inside.Values, .. outside.Values], inside.Most)
                    : throw new InputException($"'{task.Name}' looks at tokens, and the points are no texts.")
            );

    /// <inheritdoc />
    public IReadOnlyList<string> Texts() => TextSource.Texts(task.Problem, Attacked);

    /// <inheritdoc />
    public IEnumerable<double[][]> Logs(ModelRole models, TextForm form, bool ofMembers = false) =>
        task
            .Targets.Of(models)
            .Select(model => texts.Logs(model, ofMembers ? [.. members.Ids] : Attacked, form, cancellationToken))
            .Select(logs => ofMembers ? [.. logs, .. Enumerable.Repeat(Array.Empty<double>(), others.Count)] : logs);

    /// <inheritdoc />
    public IEnumerable<(string Right, string Said)[]> Greedy(ModelRole models) =>
        task
            .Targets.Of(models)
            .Select(model =>
                texts
                    .Greedy(model, Attacked, cancellationToken)
                    .Select(static answer => (answer.Asked.Right, answer.Said))
                    .ToArray()
            );

    /// <inheritdoc />
    public int[] Labels(PointRole points)
    {
        int[] labels = task.Problem.Data.Dataset.Labels;
        return points == PointRole.Attacked
            ? [.. members.Ids.Concat(others.Ids).Select(point => labels[point])]
            : [.. task.PointsOf(points).Ids.Select(point => labels[point])];
    }

    /// <inheritdoc />
    public IEnumerable<bool[]> Included() =>
        task
            .Targets.Of(ModelRole.Shadows)
            .Select(static shadow => ((TrainTask)shadow.Members[0]).Spec.Points)
            .Select(seen =>
                members.Ids.Concat(others.Ids).Select(point => seen.Ids.AsSpan().BinarySearch(point) >= 0).ToArray()
            );

    private int[] Attacked => [.. members.Ids, .. others.Ids];

    private LogitTable Of(Target model, PointRole points)
    {
        if (points != PointRole.Attacked)
        {
            return outputs.Of(model, task.PointsOf(points), cancellationToken);
        }

        LogitTable inside = outputs.Of(model, members, cancellationToken);
        LogitTable outside = outputs.Of(model, others, cancellationToken);
        return new LogitTable([.. inside.Values, .. outside.Values], inside.Classes);
    }
}
