namespace Unlearn.Core.Components;

/// <summary>
/// The columns that conditions may name. On a dataset: all of them, known without its files (none at all for images). On an
/// option of a dataset: the option lists some. Without either, only the data tell.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class ColumnsAttribute : Attribute
{
    /// <summary>On a dataset: columns of numbers.</summary>
    public string[] Numbers { get; init; } = [];

    /// <summary>On a dataset: columns of texts.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Columns of numbers.</summary>
    public const string Number = "number";

    /// <summary>Columns of texts.</summary>
    public const string Text = "text";

    /// <summary>Columns of either kind.</summary>
    public const string Either = "either";

    /// <summary>On an option: what the columns that it lists hold, <c>number</c>, <c>text</c> or <c>either</c>.</summary>
    public string Holds { get; init; } = Either;
}
