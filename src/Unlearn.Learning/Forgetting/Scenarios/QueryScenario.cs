using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Forgets every training point that meets a condition over columns and label: a subgroup. The key plays no part.</summary>
[ForgetScenario("query")]
public sealed record QueryScenario : IForgetScenario
{
    /// <summary>
    /// The condition, such as `label in [3, 5] and age > 60`. Columns are named as in the data, `label` is the class (its number or
    /// its name in quotes), `feature[i]` a feature as the model sees it.
    /// </summary>
    [Query]
    public required Condition Where { get; init; }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        bool[] meets = Where.Of(dataset);
        var chosen = new PointSet(split.Train.Where(point => meets[point]));
        if (chosen.Count > 0 && chosen.Count < split.Train.Length)
        {
            return chosen;
        }

        string which = chosen.Count == 0 ? "no" : "every";
        throw Where.Wrong(
            $"Scenario 'query': {which} training point of '{dataset.Name}' meets `{VisibleText.Excerpt(Where.Text)}`; some must and others must not."
        );
    }

    /// <inheritdoc />
    public string? Describe(Dataset dataset) => Where.Describe(dataset);

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split)
    {
        bool[] meets = Where.Of(dataset);
        return new PointSet(split.Test.Concat(split.Population).Where(point => meets[point]));
    }

    /// <inheritdoc />
    public PointSet? About(Dataset dataset, PointSet forget)
    {
        bool[] meets = Where.Of(dataset);
        return new PointSet(Enumerable.Range(0, meets.Length).Where(point => meets[point]));
    }
}
