namespace Unlearn.Core.Conditions;

/// <summary>What a column holds.</summary>
public enum QueryKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>The class, by number or by name; or a column of which only the data tell.</summary>
    Either,
}
