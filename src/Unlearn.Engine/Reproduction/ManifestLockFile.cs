using System.Text.Json;
using Unlearn.Engine.Output;
using Unlearn.Learning.Data.Files;
using Unlearn.Verification;

namespace Unlearn.Engine.Reproduction;

/// <summary>Reads and writes <c>manifest.lock.json</c>.</summary>
public static class ManifestLockFile
{
    /// <summary>Writes a lock.</summary>
    public static void Write(string path, ManifestLock locked) =>
        File.WriteAllBytes(
            path,
            [.. JsonSerializer.SerializeToUtf8Bytes(locked, ManifestLockJson.Readable.ManifestLock), (byte)'\n']
        );

    /// <summary>Reads a lock.</summary>
    /// <exception cref="InputException">There is none, or it is no lock.</exception>
    public static ManifestLock Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException("There is no lock file; `unlearn lock` writes one.", path);
        }

        try
        {
            return JsonForm.Read(RegularFile.Read(path), ManifestLockJson.Readable.ManifestLock);
        }
        catch (JsonException error)
        {
            throw new InputException(
                $"This is no lock file of this version ({error.Message}).",
                path,
                (int)(error.LineNumber ?? -1) + 1,
                error
            );
        }
    }
}
