using System.Security.Cryptography;
using Unlearn.Core;

namespace Unlearn.Learning.Data.Catalog;

/// <summary>Fetches a file of a named dataset into the cache; only a file with the right checksum ever gets its name.</summary>
internal static class Downloader
{
    /// <summary>Fetches the file; null where nothing may be downloaded or no address is known.</summary>
    /// <exception cref="InputException">The network or the checksum failed; nothing is left behind.</exception>
    public static (DatasetFile Form, string Path)? Fetch(NamedDataset dataset, DatasetFile file, DataFolders folders)
    {
        DatasetFile? form = file.Forms.FirstOrDefault(static form => form.Url is not null);
        if (form is null || folders.Client is not { } client || folders.Cache is not { } cache)
        {
            return null;
        }

        string folder = Path.Combine(cache, dataset.Name);
        string target = Path.Combine(folder, form.Name);
        string partial = Path.Combine(folder, $".{form.Name}.{Environment.ProcessId}.part");
        try
        {
            Directory.CreateDirectory(folder);
            string sha256 = Receive(dataset, form, client, partial, folders);
            if (sha256 != form.Sha256)
            {
                throw new InputException(
                    $"dataset {dataset.Name}: {form.Url} gave a file with SHA-256 {sha256}, {form.Sha256} is right; it was not kept."
                );
            }

            // Another process may have been faster; its file went through the same check.
            if (!File.Exists(target))
            {
                File.Move(partial, target);
            }

            return (form, target);
        }
        catch (Exception error)
            when (error is HttpRequestException or IOException or UnauthorizedAccessException
                || (error is OperationCanceledException && !folders.Cancellation.IsCancellationRequested)
            )
        {
            throw new InputException(
                $"dataset {dataset.Name}: downloading {form.Url} failed: {error.Message} Fetch the file by hand into {folder} or "
                    + $"name its folder with --data, {DataFolders.EnvironmentVariable} or `path` of the dataset.",
                target,
                0,
                error
            );
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    private static string Receive(
        NamedDataset dataset,
        DatasetFile form,
        HttpClient client,
        string partial,
        DataFolders folders
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, form.Url);
        using HttpResponseMessage response = client.Send(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            folders.Cancellation
        );
        response.EnsureSuccessStatusCode();
        long? total = response.Content.Headers.ContentLength;
        using Stream source = response.Content.ReadAsStream(folders.Cancellation);
        using FileStream sink = File.Create(partial);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long received = 0;
        while (source.Read(buffer) is var count and > 0)
        {
            folders.Cancellation.ThrowIfCancellationRequested();
            sink.Write(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
            received += count;
            folders.Progress?.Report(new DownloadProgress(dataset.Name, form.Name, received, total));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
