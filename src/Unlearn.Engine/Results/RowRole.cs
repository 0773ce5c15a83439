namespace Unlearn.Engine.Results;

/// <summary>What a row of the report stands for.</summary>
public enum RowRole
{
    /// <summary>The model before forgetting.</summary>
    Original,

    /// <summary>Retrained without the forget set: the yardstick.</summary>
    Reference,

    /// <summary>Retrained with other seeds, measured against the reference: the level of perfect unlearning.</summary>
    Null,

    /// <summary>An unlearning method.</summary>
    Method,
}
