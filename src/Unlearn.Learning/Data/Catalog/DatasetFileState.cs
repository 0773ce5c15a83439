namespace Unlearn.Learning.Data.Catalog;

/// <summary>What a check found.</summary>
public enum DatasetFileState
{
    /// <summary>In none of the folders.</summary>
    Missing,

    /// <summary>Found, with the right checksum.</summary>
    Good,

    /// <summary>Found, with another checksum: damaged, truncated, or another edition.</summary>
    Different,

    /// <summary>Found, but it cannot be read.</summary>
    Unreadable,
}
