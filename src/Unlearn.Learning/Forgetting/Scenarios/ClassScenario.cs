using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Forgets every training point of one class. The key plays no part.</summary>
[ForgetScenario("class")]
[Refuses(typeof(ITextPoints), Reason = "its points have no classes")]
public sealed record ClassScenario : IForgetScenario
{
    /// <summary>
    /// The class to forget, by name: `cat`, or 3 where classes are named by numbers. Where names are words, a number counts them, from 0.
    /// </summary>
    public required string Label { get; init; }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        int label = Find(dataset);
        var chosen = new PointSet(split.Train.Where(point => dataset.Labels[point] == label));
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
    public PointSet NonMembers(Dataset dataset, DataSplit split)
    {
        int label = Find(dataset);
        return new PointSet(split.Test.Concat(split.Population).Where(point => dataset.Labels[point] == label));
    }

    /// <inheritdoc />
    public string? Describe(Dataset dataset) => NamedPlaces.Describe("class", dataset.ClassNames, Find(dataset), Label);

    private int Find(Dataset dataset) => dataset.ClassOf(Label, "class");
}
