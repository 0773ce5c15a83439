using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Unlearn.Core;
using Unlearn.Engine.Results;
using Unlearn.Formats.Files;

namespace Unlearn.Engine.Output;

/// <summary>A run's folder: what is in it, and under which names.</summary>
public sealed class RunFolder
{
    /// <summary>The deterministic results.</summary>
    public const string ResultsFile = "results.json";

    /// <summary>Checksum of the results, in the form that <c>sha256sum -c</c> reads.</summary>
    public const string DigestFile = "results.json.sha256";

    /// <summary>Seconds.</summary>
    public const string TimingsFile = "timings.json";

    /// <summary>What figures are drawn from and tables do not hold.</summary>
    public const string CurvesFile = "curves.json";

    /// <summary>Machine, packages and times.</summary>
    public const string EnvironmentFile = "environment.json";

    /// <summary>What happened, one line per event.</summary>
    public const string JournalFile = "events.ndjson";

    /// <summary>The manifest as it was compiled.</summary>
    public const string ManifestFile = "manifest" + Core.Names.ManifestFile.Extension;

    /// <summary>Opens a folder, making it where it is missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The absolute path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a folder that no run has: the given one, or that with -2, -3, ... behind it. No two processes get the same.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string Claim(string stem)
    {
        for (int turn = 1; ; turn++)
        {
            string folder = turn == 1 ? stem : $"{stem}-{turn}";
            if (!Directory.Exists(folder) && Create(new RunFolder(folder).File(JournalFile)))
            {
                return folder;
            }
        }

        static bool Create(string journal)
        {
            try
            {
                new FileStream(journal, FileMode.CreateNew).Dispose();
                return true;
            }
            catch (IOException) when (System.IO.File.Exists(journal))
            {
                return false; // another process was faster by a moment
            }
        }
    }

    /// <summary>Writes the manifest's text. The files of a run of another manifest are set aside.</summary>
    /// <param name="text">The manifest.</param>
    /// <param name="warn">Told where to.</param>
    public void WriteManifest(string text, Action<string> warn)
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(text);
        SetAside(ManifestFile, content, warn, keep: []);
        Write(ManifestFile, content);
    }

    /// <summary>Writes machine, packages and times.</summary>
    public void Write(RunEnvironment environment) =>
        Write(EnvironmentFile, Json(environment, ResultJson.Readable.RunEnvironment));

    /// <summary>Writes seconds.</summary>
    public void Write(RunTimings timings) => Write(TimingsFile, Json(timings, ResultJson.Readable.RunTimings));

    /// <summary>Writes what figures are drawn from.</summary>
    public void Write(RunCurves curves) => Write(CurvesFile, Json(curves, ResultJson.Compact.RunCurves));

    /// <summary>Writes the results and their checksum. Other results that are there, of other trials say, are set aside.</summary>
    /// <param name="results">The results.</param>
    /// <param name="warn">Told where to.</param>
    /// <returns>SHA-256 of the file, lower-case hexadecimal.</returns>
    public string Write(ExperimentResults results, Action<string> warn)
    {
        byte[] json = Json(results, ResultJson.Readable.ExperimentResults);
        SetAside(ResultsFile, json, warn, keep: [ManifestFile, EnvironmentFile]);
        string digest = Convert.ToHexStringLower(SHA256.HashData(json));
        Write(ResultsFile, json);
        Write(DigestFile, System.Text.Encoding.UTF8.GetBytes($"{digest}  {ResultsFile}\n"));
        return digest;
    }

    /// <summary>Reads the results; null while there are none.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public ExperimentResults? ReadResults() => Read(ResultsFile, ResultJson.Readable.ExperimentResults);

    /// <summary>Reads results that were kept as a file.</summary>
    /// <exception cref="InputException">The file is none, or damaged.</exception>
    public static ExperimentResults ReadResults(string path) =>
        ReadFile(path, ResultJson.Readable.ExperimentResults)
        ?? throw new InputException("The file holds no results.", path);

    /// <summary>Reads seconds; null while there are none.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public RunTimings? ReadTimings() => Read(TimingsFile, ResultJson.Readable.RunTimings);

    /// <summary>Reads what figures are drawn from; null where there is none, as in runs of versions that did not write it.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public RunCurves? ReadCurves() => Read(CurvesFile, ResultJson.Readable.RunCurves);

    /// <summary>Reads machine, packages and times; null where there are none.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public RunEnvironment? ReadEnvironment() => Read(EnvironmentFile, ResultJson.Readable.RunEnvironment);

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    /// <summary>Writes any value as a file.</summary>
    internal void Write<T>(string name, T value, JsonTypeInfo<T> type) => Write(name, Json(value, type));

    /// <summary>Reads such a file; null where there is none.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    internal T? Read<T>(string name, JsonTypeInfo<T> type)
        where T : class
    {
        string path = File(name);
        return System.IO.File.Exists(path) ? ReadFile(path, type) : null;
    }

    private static T? ReadFile<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonForm.Read(RegularFile.Read(path), type);
        }
        catch (JsonException error)
        {
            throw new InputException(
                "The file is damaged or of another version.",
                path,
                (int)(error.LineNumber ?? -1) + 1,
                error
            );
        }
    }

    /// <summary>Moves what an earlier run left into a folder of its own, where a file that it left differs from the new one.</summary>
    private void SetAside(string name, byte[] content, Action<string> warn, string[] keep)
    {
        if (
            !System.IO.File.Exists(File(name))
            || System.IO.File.ReadAllBytes(File(name)).AsSpan().SequenceEqual(content)
        )
        {
            return;
        }

        string aside = Enumerable
            .Range(1, int.MaxValue)
            .Select(turn => File($"earlier-{turn}"))
            .First(static folder => !Directory.Exists(folder));
        try
        {
            Directory.CreateDirectory(aside);
            foreach (string path in Directory.GetFiles(Path))
            {
                string own = System.IO.Path.GetFileName(path);

                // The journal goes on: it tells of every attempt, and is open.
                if (own != JournalFile && !keep.Contains(own))
                {
                    System.IO.File.Move(path, System.IO.Path.Combine(aside, own));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }

        warn($"{Path} held another run ({name} differs); its files are in {aside} now.");
    }

    private void Write(string name, byte[] content)
    {
        try
        {
            WholeFile.Write(File(name), content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }
    }

    private IOException Unwritable(Exception error) =>
        new(
            $"{Path}: The run's folder cannot be written ({error.Message.TrimEnd('.')}); choose another one with --output.",
            error
        );
}
