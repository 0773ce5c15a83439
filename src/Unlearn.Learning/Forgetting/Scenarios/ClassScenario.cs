using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Forgets every training point of one class. The key plays no part.</summary>
[ForgetScenario("class")]
public sealed record ClassScenario : IForgetScenario
{
    /// <summary>The class to forget, 0-based.</summary>
    [Range(0, 1_000_000)]
    public required int Label { get; init; }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        if (Label >= dataset.ClassCount)
        {
            throw new InputException(
                $"Scenario 'class': label {Label} does not exist in '{dataset.Name}', whose labels are 0 to {dataset.ClassCount - 1}."
            );
        }

        var chosen = new PointSet(split.Train.Where(point => dataset.Labels[point] == Label));
        if (chosen.Count == 0 || chosen.Count == split.Train.Length)
        {
            string what = chosen.Count == 0 ? "No" : "Every";
            throw new InputException(
                $"Scenario 'class': {what} training point of '{dataset.Name}' has label {Label}; choose a class that some points have and others do not."
            );
        }

        return chosen;
    }

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) =>
        new(split.Test.Concat(split.Population).Where(point => dataset.Labels[point] == Label));
}
