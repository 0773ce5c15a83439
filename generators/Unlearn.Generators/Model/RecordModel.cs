using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>A record of options: the whole manifest, a nested record or a component's own.</summary>
/// <param name="TypeName">The type, fully qualified.</param>
/// <param name="Properties">Its options, base types first, in the order of the source.</param>
/// <param name="Choices">Sets of options of which one is given.</param>
/// <param name="Sum">A bound on a sum of options.</param>
/// <param name="Summary">Its documentation; empty unless asked for.</param>
internal sealed record RecordModel(
    string TypeName,
    EquatableArray<PropertyModel> Properties,
    EquatableArray<ChoiceModel> Choices,
    SumModel? Sum,
    string Summary
)
{
    public PropertyModel? Find(string key) => Properties.FirstOrDefault(property => property.Key == key);

    /// <summary>The manifest's key of a property.</summary>
    public string KeyOf(string propertyName) =>
        Properties.FirstOrDefault(property => property.Name == propertyName)?.Key ?? propertyName;
}

/// <summary>Options (C# names) of which exactly one is given, or at most one when <paramref name="IsOptional"/>.</summary>
internal sealed record ChoiceModel(EquatableArray<string> Options, bool IsOptional);

/// <summary>Options (C# names) whose sum is bounded; larger single values than the limit do not count.</summary>
internal sealed record SumModel(double Limit, EquatableArray<string> Options);
