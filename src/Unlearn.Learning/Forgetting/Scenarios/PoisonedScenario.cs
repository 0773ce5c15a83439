using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>
/// Poisons a part of the training data, which is then to be forgotten: a backdoor (a trigger on the input and a label of the
/// attacker's choice; Gu, Dolan-Gavitt, Garg 2017), or labels swapped between two classes (the interclass confusion of Goel et
/// al. 2022). The original really is trained on it. All trial seeds share the poisoned points.
/// </summary>
[ForgetScenario("poisoned")]
[OneOf(nameof(Trigger), nameof(Swap))]
[OneOf(nameof(Count), nameof(Fraction))]
[Refuses(typeof(IModel), With = nameof(IModel.Weights), Reason = "its original must be trained on what is planted")]
[Refuses(typeof(ITextPoints), Reason = "it plants triggers and labels")]
public sealed record PoisonedScenario : IPlantingScenario, IPoisonedPoints
{
    /// <summary>The backdoor's trigger (or <see cref="Swap"/>).</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>
    /// The class that points with the trigger are labelled as, by name; where names are words, a number counts them, from 0. Default: the
    /// first.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>Two classes between which labels are swapped, by name (or <see cref="Trigger"/>).</summary>
    [Count(2, Most = 2)]
    public IReadOnlyList<string> Swap { get; init; } = [];

    /// <summary>Number of points to poison, half of each class where labels are swapped (or <see cref="Fraction"/>).</summary>
    [Range(1, 100_000_000)]
    public int? Count { get; init; }

    /// <summary>
    /// Share to poison (or <see cref="Count"/>): of the training points of other classes than the target, or of each of the two
    /// classes; rounded to the nearest whole number.
    /// </summary>
    [Range(1e-9, 0.999999999)]
    public double? Fraction { get; init; }

    /// <summary>Largest number of unseen inputs that get the trigger, and one that was never planted, for the attack backdoor. Default 200.</summary>
    [Range(1, 1_000_000)]
    public int Queries { get; init; } = 200;

    /// <inheritdoc />
    public string? Describe(Dataset dataset) =>
        string.Join(
            " and ",
            (Swap.Count > 0 ? Swap : [.. new[] { Target }.OfType<string>()]).Select(name =>
                NamedPlaces.Describe("class", dataset.ClassNames, dataset.ClassOf(name, "poisoned"), name)
            )
        )
            is { Length: > 0 } words
            ? words
            : null;

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        int[] classes = Classes(dataset);
        return Swap.Count == 0
            ? Draw(dataset, [.. split.Train.Where(point => dataset.Labels[point] != classes[0])], Count, key)
            : new PointSet(
                classes.SelectMany(
                    (label, index) =>
                        Draw(
                            dataset,
                            [.. split.Train.Where(point => dataset.Labels[point] == label)],
                            Count is { } all ? (all + 1 - index) / 2 : null,
                            key.Derive(index)
                        )
                )
            );
    }

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) => new(Unseen(dataset, split));

    /// <inheritdoc />
    public PlantedData Plant(Dataset dataset, DataSplit split, RandomKey key)
    {
        int[] classes = Classes(dataset);
        PointSet forget = Select(dataset, split, key);
        int[] unseen = key.Derive("unseen").Order([.. Unseen(dataset, split)]);
        if (unseen.Length == 0)
        {
            throw new InputException(
                $"Scenario 'poisoned': no test or population point of '{dataset.Name}' could be poisoned in the same way, so that nothing can be compared."
            );
        }

        if (forget.Count == split.Train.Length)
        {
            throw new InputException(
                $"Scenario 'poisoned': every training point of '{dataset.Name}' would be poisoned; at least 1 must be kept."
            );
        }

        TriggerPatch? patch = Trigger?.Bind(dataset, split.Train);
        var editor = new PointEditor(dataset);
        foreach (int point in forget)
        {
            editor.Change(point, patch, Poisoned(dataset.Labels[point], classes));
        }

        var nonMembers = new PointSet(
            unseen
                .Take(forget.Count)
                .Select(point => editor.Add(point, patch, Poisoned(dataset.Labels[point], classes)))
        );
        ProbePoints? triggered = patch is null
            ? null
            : new ProbePoints(
                new PointSet(unseen.Take(Queries).Select(point => editor.Add(point, patch, classes[0]))),
                Controls(dataset, split, unseen, editor, key, classes[0])
            );
        ProbePoints? swapped = patch is not null
            ? null
            : new ProbePoints(
                new PointSet(forget.Select(point => editor.Add(point, null, dataset.Labels[point]))),
                new PointSet(unseen)
            );
        return new PlantedData
        {
            Dataset = editor.Build(),
            Forget = forget,
            NonMembers = nonMembers,
            Triggered = triggered,
            Swapped = swapped,
            Classes = patch is null ? (classes[0], classes[1]) : null,
        };
    }

    private PointSet Controls(
        Dataset dataset,
        DataSplit split,
        int[] unseen,
        PointEditor editor,
        RandomKey key,
        int target
    )
    {
        TriggerPatch elsewhere = Trigger!.Elsewhere(dataset, split.Train, key.Derive("elsewhere"));
        return new PointSet(unseen.Take(Queries).Select(point => editor.Add(point, elsewhere, target)));
    }

    private int Poisoned(int label, int[] classes) =>
        Swap.Count == 0 ? classes[0]
        : label == classes[0] ? classes[1]
        : classes[0];

    private IEnumerable<int> Unseen(Dataset dataset, DataSplit split)
    {
        int[] classes = Classes(dataset);
        return split
            .Test.Concat(split.Population)
            .Where(point => classes.Contains(dataset.Labels[point]) == Swap.Count > 0);
    }

    private PointSet Draw(Dataset dataset, int[] eligible, int? count, RandomKey key)
    {
        int number = count ?? (int)Math.Round((Fraction ?? 0.0) * eligible.Length, MidpointRounding.AwayFromZero);
        return number >= 1 && number <= eligible.Length
            ? new PointSet(key.Order(eligible).Take(number))
            : throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Scenario 'poisoned': {number} of {eligible.Length} training points of '{dataset.Name}' that can be poisoned; at least 1 and at most all of them can."
                )
            );
    }

    /// <summary>The target, or the two classes that are swapped.</summary>
    private int[] Classes(Dataset dataset)
    {
        int[] classes =
            Swap.Count > 0 ? [.. Swap.Select(name => dataset.ClassOf(name, "poisoned"))]
            : Target is null ? [0]
            : [dataset.ClassOf(Target, "poisoned")];
        return Swap.Count == 0 || (classes.Length == 2 && classes[0] != classes[1])
            ? classes
            : throw new InputException("Scenario 'poisoned': swap takes two different classes.");
    }
}
