namespace Unlearn.Learning.Data;

/// <summary>A dataset that a manifest can name. Implementations are records marked with <see cref="DatasetAttribute"/>.</summary>
public interface IDatasetSource
{
    /// <summary>How the points are divided.</summary>
    SplitRule Split { get; }

    /// <summary>Reads and checks everything, before any training.</summary>
    /// <exception cref="Core.InputException">A file is missing, damaged or malformed; says which, where and what would be right.</exception>
    Dataset Load(DataFolders folders);
}
