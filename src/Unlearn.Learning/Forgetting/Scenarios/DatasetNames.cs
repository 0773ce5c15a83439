using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Classes and groups of a dataset by name.</summary>
internal static class DatasetNames
{
    /// <summary>The class that a name means.</summary>
    /// <exception cref="InputException">It means none.</exception>
    public static int ClassOf(this Dataset dataset, string name, string scenario) =>
        NamedPlaces.Find(dataset.ClassNames, name) is var found and >= 0
            ? found
            : throw new InputException(
                $"Scenario '{scenario}': {Unknown("class", dataset.Name, dataset.ClassNames, name)}"
            );

    /// <summary>The sentence about a name that does not exist.</summary>
    public static string Unknown(string kind, string dataset, ImmutableArray<string> names, string given) =>
        $"no {kind} of '{dataset}' is named '{given}'.{NearestName.Sentence(given, names)}";

    /// <summary>The names of groups; their numbers where they have none.</summary>
    public static ImmutableArray<string> NamesOfGroups(this Dataset dataset) =>
        !dataset.GroupNames.IsEmpty || dataset.Groups is not { Length: > 0 } groups
            ? dataset.GroupNames
            :
            [
                .. Enumerable
                    .Range(0, groups.Max() + 1)
                    .Select(static group => group.ToString(CultureInfo.InvariantCulture)),
            ];
}
