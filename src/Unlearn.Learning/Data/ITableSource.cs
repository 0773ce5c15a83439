namespace Unlearn.Learning.Data;

/// <summary>A dataset whose points are rows of a table, never images: models that take images refuse it.</summary>
public interface ITableSource : IDatasetSource;
