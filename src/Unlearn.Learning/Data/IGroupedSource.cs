namespace Unlearn.Learning.Data;

/// <summary>
/// A dataset whose points may belong to groups (users, people): scenarios in which all of one group are forgotten serve no
/// other.
/// </summary>
public interface IGroupedSource : IDatasetSource;
