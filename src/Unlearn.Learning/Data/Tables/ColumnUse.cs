namespace Unlearn.Learning.Data.Tables;

/// <summary>What a column is for.</summary>
internal enum ColumnUse
{
    /// <summary>Not read.</summary>
    Ignored,

    /// <summary>The class.</summary>
    Label,

    /// <summary>The group.</summary>
    Group,

    /// <summary>A number feature.</summary>
    Numeric,

    /// <summary>A one-hot feature.</summary>
    Categorical,

    /// <summary>The set that the row belongs to.</summary>
    Part,

    /// <summary>For queries alone.</summary>
    Query,
}
