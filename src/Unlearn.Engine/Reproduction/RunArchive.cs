using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unlearn.Core;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Formats.Files;

namespace Unlearn.Engine.Reproduction;

/// <summary>
/// A run as one zip file that anyone can reproduce: its folder, and an RO-Crate metadata file (RO-Crate 1.1, Workflow Run
/// Crate's process profile) that says what each file is.
/// </summary>
public static class RunArchive
{
    private const string Metadata = "ro-crate-metadata.json";

    private static readonly string[] Taken =
    [
        RunFolder.ManifestFile,
        RunFolder.ResultsFile,
        RunFolder.DigestFile,
        RunFolder.TimingsFile,
        RunFolder.CurvesFile,
        RunFolder.EnvironmentFile,
        Running.RunJournal.FileName,
        Metadata,
    ];

    // Times in a zip start in 1980; a fixed one keeps equal runs equal.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive.</summary>
    /// <param name="folder">The run's folder; it must have results.</param>
    /// <param name="target">The zip file; replaced where it exists.</param>
    /// <param name="anonymous">Whether names of host, user, folders and commit are left out, for double-blind review.</param>
    /// <exception cref="InputException">The folder is no finished run.</exception>
    public static void Export(string folder, string target, bool anonymous)
    {
        var run = new RunFolder(folder);
        ExperimentResults results =
            run.ReadResults()
            ?? throw new InputException("The run has no results yet.", run.File(RunFolder.ResultsFile));
        SortedDictionary<string, byte[]> files = Files(run, anonymous);
        files[Metadata] = JsonSerializer.SerializeToUtf8Bytes(Crate(run, results, files), Indented);
        WholeFile.Write(target, stream => Write(stream, files));
    }

    private static void Write(Stream target, SortedDictionary<string, byte[]> files)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, byte[] content) in files)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.LastWriteTime = Epoch;
            using Stream stream = entry.Open();
            stream.Write(content);
        }
    }

    /// <summary>Unpacks an archive into a new folder; only what is read of a run is taken, so no other name is ever written.</summary>
    /// <exception cref="InputException">It is no archive of a run, or unpacks to far more than its size.</exception>
    public static RunFolder Import(string archive, string folder)
    {
        var run = new RunFolder(folder);
        Dictionary<string, byte[]> files = ArchiveBytes.Zip(
            RegularFile.Read(archive),
            archive,
            static name => Taken.Contains(name)
        );
        foreach ((string name, byte[] content) in files)
        {
            WholeFile.Write(run.File(name), content);
        }

        return run.ReadResults() is null
            ? throw new InputException("The archive holds no results of a run.", archive)
            : run;
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n" };

    private static SortedDictionary<string, byte[]> Files(RunFolder run, bool anonymous)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(run.Path))
        {
            string name = Path.GetFileName(path);

            // Warnings among the events may name folders; figures do not need them.
            if (!WholeFile.IsRemain(name) && !(anonymous && name == Running.RunJournal.FileName))
            {
                files[name] = File.ReadAllBytes(path);
            }
        }

        if (anonymous && run.ReadEnvironment() is { } environment)
        {
            files[RunFolder.EnvironmentFile] = JsonSerializer.SerializeToUtf8Bytes(
                environment with
                {
                    Host = "anonymous",
                    Commit = null,
                    LibraryLoaded = "",
                },
                ResultJson.Readable.RunEnvironment
            );
        }

        return files;
    }

    private static JsonObject Crate(RunFolder run, ExperimentResults results, SortedDictionary<string, byte[]> files)
    {
        RunEnvironment? environment = run.ReadEnvironment();
        var graph = new JsonArray(
            new JsonObject
            {
                ["@id"] = Metadata,
                ["@type"] = "CreativeWork",
                ["conformsTo"] = Reference("https://w3id.org/ro/crate/1.1"),
                ["about"] = Reference("./"),
            },
            new JsonObject
            {
                ["@id"] = "./",
                ["@type"] = "Dataset",
                ["name"] = results.Experiment,
                ["description"] = results.Description,
                ["datePublished"] = environment?.Finished?.ToString(
                    "O",
                    System.Globalization.CultureInfo.InvariantCulture
                ),
                ["conformsTo"] = Reference("https://w3id.org/ro/wfrun/process/0.5"),
                ["hasPart"] = new JsonArray([.. files.Keys.Select(static name => (JsonNode)Reference(name))]),
                ["mentions"] = Reference("#run"),
            },
            new JsonObject
            {
                ["@id"] = "#run",
                ["@type"] = "CreateAction",
                ["name"] = $"Run of {results.Experiment}",
                ["instrument"] = Reference("#unlearn"),
                ["object"] = Reference(RunFolder.ManifestFile),
                ["result"] = Reference(RunFolder.ResultsFile),
                ["startTime"] = environment?.Started.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["endTime"] = environment?.Finished?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
            new JsonObject
            {
                ["@id"] = "#unlearn",
                ["@type"] = "SoftwareApplication",
                ["name"] = "unlearn",
                ["softwareVersion"] = environment?.Product,
            }
        );
        foreach ((string name, byte[] content) in files)
        {
            graph.Add(
                new JsonObject
                {
                    ["@id"] = name,
                    ["@type"] = "File",
                    ["contentSize"] = content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                }
            );
        }

        return new JsonObject { ["@context"] = "https://w3id.org/ro/crate/1.1/context", ["@graph"] = graph };
    }

    private static JsonObject Reference(string id) => new() { ["@id"] = id };
}
