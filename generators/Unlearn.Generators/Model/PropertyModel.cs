using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>An option: a settable property of a component or record.</summary>
/// <param name="Key">Its key in manifests.</param>
/// <param name="Name">Its name in C#.</param>
/// <param name="Value">What it takes.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Rules">What its value must obey.</param>
/// <param name="Summary">Its documentation; empty unless asked for.</param>
internal sealed record PropertyModel(
    string Key,
    string Name,
    ValueModel Value,
    bool IsRequired,
    RuleModel Rules,
    string Summary
);

/// <summary>What the value of an option must obey, from the attributes of its property.</summary>
/// <param name="Range">Bounds of a number, or of each number of a list.</param>
/// <param name="Pattern">A pattern that a text matches as a whole.</param>
/// <param name="Count">Bounds of the number of entries.</param>
/// <param name="Default">The default, where an attribute states it.</param>
/// <param name="UsedBy">Interfaces of the components that use the option; empty when it is always used.</param>
/// <param name="Search">The values that tuning may try; null for an option that is not tuned.</param>
/// <param name="ListsColumns">What the columns hold that the option lists (<c>number</c>, <c>text</c>, <c>either</c>); null: it lists none.</param>
internal sealed record RuleModel(
    RangeModel? Range,
    string? Pattern,
    CountModel? Count,
    string? Default,
    EquatableArray<string> UsedBy,
    string? ListsColumns,
    SearchModel? Search = null
);

/// <summary>Bounds of a number.</summary>
internal sealed record RangeModel(double Least, double Most, bool LeastIsExclusive, bool MostIsExclusive)
{
    public bool Holds(double value) =>
        (LeastIsExclusive ? value > Least : value >= Least) && (MostIsExclusive ? value < Most : value <= Most);
}

/// <summary>Bounds of a number of entries.</summary>
internal sealed record CountModel(int Least, int Most);
