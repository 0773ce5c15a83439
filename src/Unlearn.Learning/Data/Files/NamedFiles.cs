using Unlearn.Learning.Data.Catalog;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Files;

/// <summary>Finds the files of named datasets: data folders first, then the network.</summary>
internal static class NamedFiles
{
    /// <summary>The content (gzip undone) of a named dataset's file, its checksum checked.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="file">One of its files.</param>
    /// <param name="folders">Where to look.</param>
    /// <param name="path">The <c>path:</c> option: a folder or the file itself; empty: the data folders, then the network.</param>
    public static NamedContent Require(NamedDataset dataset, DatasetFile file, DataFolders folders, string path = "")
    {
        (DatasetFile Form, string Path)? found = Find(dataset, file, folders, path);
        if (found is null && path.Length == 0)
        {
            found = Downloader.Fetch(dataset, file, folders);
        }

        if (found is not { } at)
        {
            throw Missing(dataset, file, folders, path);
        }

        byte[] bytes = FileBytes.Read(at.Path);
        if (Compare(at.Form, bytes).State == DatasetFileState.Different)
        {
            FileBytes.Verify(bytes, at.Form.Sha256, at.Path);
        }

        return new NamedContent(at.Form, at.Path, FileBytes.Decompress(bytes, at.Path));
    }

    /// <summary>The state of a file, without downloading.</summary>
    public static DatasetFileStatus Check(NamedDataset dataset, DatasetFile file, DataFolders folders)
    {
        if (dataset.Shipped)
        {
            (DatasetFileState state, string shipped) = Compare(file, ShippedFiles.Read(file.Name));
            return new DatasetFileStatus(file, state, null, shipped);
        }

        if (Find(dataset, file, folders, "") is not { } found)
        {
            return new DatasetFileStatus(file, DatasetFileState.Missing, null, null);
        }

        try
        {
            (DatasetFileState state, string sha256) = Compare(found.Form, FileBytes.Read(found.Path));
            return new DatasetFileStatus(found.Form, state, found.Path, sha256);
        }
        catch (InputException)
        {
            return new DatasetFileStatus(found.Form, DatasetFileState.Unreadable, found.Path, null);
        }
    }

    private static (DatasetFileState State, string Sha256) Compare(DatasetFile form, byte[] bytes)
    {
        string sha256 = FileBytes.Checksum(bytes);
        bool good = sha256 == form.Sha256 || (form.Content is { } content && ContentIs(content, bytes));
        return (good ? DatasetFileState.Good : DatasetFileState.Different, sha256);
    }

    private static bool ContentIs(string sha256, byte[] bytes)
    {
        try
        {
            return FileBytes.Checksum(FileBytes.Decompress(bytes, "")) == sha256;
        }
        catch (InputException)
        {
            // Cut short or damaged: not the content, whatever it is.
            return false;
        }
    }

    private static (DatasetFile Form, string Path)? Find(
        NamedDataset dataset,
        DatasetFile file,
        DataFolders folders,
        string path
    )
    {
        if (path.Length > 0 && folders.Resolve(path) is var given && File.Exists(given))
        {
            // The file itself, under whatever name; its checksum decides.
            DatasetFile form = file.Forms.FirstOrDefault(form => form.Name == Path.GetFileName(given)) ?? file;
            return dataset.Files.Length == 1 ? (form, given) : null;
        }

        foreach (string folder in Places(dataset, folders, path))
        {
            foreach (DatasetFile form in file.Forms)
            {
                string candidate = Path.Combine(folder, form.Name);
                if (File.Exists(candidate))
                {
                    return (form, candidate);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Places(NamedDataset dataset, DataFolders folders, string path) =>
        path.Length > 0
            ? [folders.Resolve(path)]
            : folders.Folders.SelectMany(folder =>
                // The sub-folder first: file names such as train-images-idx3-ubyte.gz belong to several datasets.
                dataset.SubFolders.Select(name => Path.Combine(folder, name)).Append(folder)
            );

    private static InputException Missing(NamedDataset dataset, DatasetFile file, DataFolders folders, string path)
    {
        string[] places = [.. Places(dataset, folders, path)];
        string looked = places.Length == 0 ? "no data folder is given" : $"looked in {string.Join(", ", places)}";
        string advice =
            path.Length > 0
                ? "`path` has to name the folder that holds it"
                : $"name its folder with --data, {DataFolders.EnvironmentVariable} or `path` of the dataset";
        string source = file.Forms.FirstOrDefault(static form => form.Url is not null)?.Url ?? dataset.Page;
        return new InputException(
            $"dataset {dataset.Name}: the file {string.Join(" or ", file.Forms.Select(static form => form.Name))} was not found "
                + $"({looked}); {advice}. It is published at {source} ({dataset.Licence})."
        );
    }
}
