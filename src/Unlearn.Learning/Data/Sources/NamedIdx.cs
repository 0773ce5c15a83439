using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Named datasets in MNIST's four files.</summary>
internal static class NamedIdx
{
    /// <summary>Reads training images and labels, test images and labels (the order of the catalog's files).</summary>
    public static Dataset Load(
        NamedDataset dataset,
        DataFolders folders,
        string path,
        int limit,
        IReadOnlyList<string> classes
    )
    {
        NamedContent[] files = [.. dataset.Files.Select(file => NamedFiles.Require(dataset, file, folders, path))];
        IdxPair Pair(int first) =>
            IdxPair.Parse(files[first].Bytes, files[first].Path, files[first + 1].Bytes, files[first + 1].Path);
        return IdxPair.ToDataset(dataset.Name, Pair(0), Pair(2), limit, scale: true, classes);
    }
}
