using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Forgets every training point of one or several groups: users, persons.</summary>
[ForgetScenario("group")]
[OneOf(nameof(Group), nameof(Count))]
[Serves(typeof(IGroupedSource), Reason = "their points belong to groups")]
[Refuses(
    typeof(CsvFile),
    typeof(ParquetFile),
    typeof(JsonFile),
    Without = nameof(CsvFile.Group),
    Reason = "nothing says who a point belongs to"
)]
[Refuses(typeof(Questions), Without = nameof(Questions.Group), Reason = "nothing says who a row is about")]
[Refuses(
    typeof(ImageFiles),
    Without = nameof(ImageFiles.By),
    Reason = "folders are classes unless it says `by: person`"
)]
public sealed record GroupScenario : IForgetScenario
{
    /// <summary>
    /// The group to forget, by name: a user's name, or a number where groups are named by numbers (or <see cref="Count"/>). Where names
    /// are words, a number counts them, from 0.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Number of groups to forget, drawn by key among those with training points (or <see cref="Group"/>).</summary>
    [Range(1, 100_000_000)]
    public int? Count { get; init; }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key)
    {
        int[] groups = Groups(dataset);
        int[] present = [.. split.Train.Select(point => groups[point]).Distinct().Order()];
        if (Group is { } one && !present.Contains(Find(dataset, one)))
        {
            throw new InputException(
                $"Scenario 'group': no training point of '{dataset.Name}' is of group {one}; all of its points are in other sets."
            );
        }

        HashSet<int> chosen = Group is { } given ? [Find(dataset, given)] : [.. key.Order(present).Take(Count ?? 1)];
        var points = new PointSet(split.Train.Where(point => chosen.Contains(groups[point])));
        return points.Count < split.Train.Length
            ? points
            : throw new InputException(
                $"Scenario 'group': {chosen.Count} groups are the whole training set of '{dataset.Name}', which has {present.Length}; at least 1 must be kept."
            );
    }

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) => new(split.Test.Concat(split.Population));

    /// <inheritdoc />
    public PointSet? About(Dataset dataset, PointSet forget) => OfGroups(Groups(dataset), forget);

    /// <inheritdoc />
    public string? Describe(Dataset dataset) =>
        Group is null ? null : NamedPlaces.Describe("group", dataset.NamesOfGroups(), Find(dataset, Group), Group);

    /// <summary>All points of the groups that some points belong to.</summary>
    internal static PointSet OfGroups(int[] groups, PointSet points)
    {
        HashSet<int> asked = [.. points.Select(point => groups[point])];
        return new PointSet(Enumerable.Range(0, groups.Length).Where(point => asked.Contains(groups[point])));
    }

    private static int Find(Dataset dataset, string group)
    {
        ImmutableArray<string> names = dataset.NamesOfGroups();
        int found = NamedPlaces.Find(names, group);
        return found >= 0
            ? found
            : throw new InputException(
                $"Scenario 'group': {DatasetNames.Unknown("group", dataset.Name, names, group)} Groups are called by their names in the data."
            );
    }

    private static int[] Groups(Dataset dataset) =>
        dataset.Groups
        ?? throw new InputException(
            $"Scenario 'group': dataset '{dataset.Name}' has no groups; choose another scenario."
        );
}
