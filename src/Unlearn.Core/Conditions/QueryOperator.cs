namespace Unlearn.Core.Conditions;

/// <summary>How a column is compared.</summary>
public enum QueryOperator
{
    /// <summary>It is the value.</summary>
    Equal,

    /// <summary>It is not the value.</summary>
    Unequal,

    /// <summary>It is less than the value.</summary>
    Less,

    /// <summary>It is at most the value.</summary>
    AtMost,

    /// <summary>It is greater than the value.</summary>
    Greater,

    /// <summary>It is at least the value.</summary>
    AtLeast,

    /// <summary>It is one of several values.</summary>
    In,
}
