using System.Text;
using Unlearn.Core;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Reproduction;
using Unlearn.Formats.Files;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Tool.Compilation;
using Unlearn.Tool.Tests.EndToEnd;
using Unlearn.Tool.Tests.Terminal;

namespace Unlearn.Tool.Tests.Hostile;

/// <summary>
/// 1,200 damaged files of all kinds, the same ones every time: each is read, or refused in words (exit code 2), in bounded memory; none is a
/// defect (70).
/// </summary>
[CancelAfter(240_000)]
public sealed class HostileFileTests
{
    private const int Files = 60;

    /// <summary>What one small file may make the reader take; the largest pictures and tables that are allowed are far larger than these.</summary>
    private const long MostBytes = 600L << 20;

    /// <summary>1729; another one by hand, with <c>UNLEARN_FUZZ_SEED</c>.</summary>
    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("UNLEARN_FUZZ_SEED"),
        out int given
    )
        ? given
        : 1729;

    [Test]
    public void Tables([Values("csv", "csv.gz")] string ending) =>
        Load(
            ending,
            ending == "csv" ? Encoding.UTF8.GetBytes(Samples.Csv) : Samples.Gzip(Encoding.UTF8.GetBytes(Samples.Csv)),
            static path => new CsvFile
            {
                Path = path,
                Label = "label",
                Categorical = ["job"],
                Numeric = ["age"],
            }
        );

    [Test]
    public async Task Parquet() =>
        Load(
            "parquet",
            await Samples.ParquetAsync(),
            static path => new ParquetFile
            {
                Path = path,
                Label = "job",
                Numeric = ["members"],
            }
        );

    [TestCase("""[{"age":30,"job":"cook","label":"yes"},{"age":41,"job":"clerk","label":"no"}]""")]
    [TestCase("""{"age":[30,41],"job":["cook","clerk"],"label":["yes","no"]}""")]
    public void Records(string text) =>
        Load(
            "json",
            Encoding.UTF8.GetBytes(text),
            static path => new JsonFile
            {
                Path = path,
                Label = "label",
                Categorical = ["job"],
                Numeric = ["age"],
            }
        );

    [Test]
    public void Npz() => Load("npz", Samples.Npz, static path => new NpzFile { Path = path });

    [Test]
    public void Idx() =>
        Load(
            "idx",
            Samples.IdxPoints,
            static path =>
            {
                string labels = path + ".labels";
                File.WriteAllBytes(labels, Samples.IdxLabels);
                return new IdxFiles { Images = path, Labels = labels };
            }
        );

    [TestCase("png")]
    [TestCase("jpg")]
    [TestCase("pgm")]
    [TestCase("ppm")]
    public void Pictures(string ending)
    {
        byte[] whole = ending switch
        {
            "png" => Samples.Png,
            "jpg" => Samples.Jpeg,
            "pgm" => Samples.Pgm,
            _ => Samples.Ppm,
        };
        Load(
            ending,
            whole,
            path =>
            {
                string folder = Path.Combine(Path.GetDirectoryName(path)!, "pictures");
                Directory.CreateDirectory(Path.Combine(folder, "cats"));
                File.Copy(path, Path.Combine(folder, "cats", $"1.{ending}"), overwrite: true);
                return new ImageFiles { Path = folder };
            }
        );
    }

    [Test]
    public void Pictures_in_an_archive() =>
        Load(
            "zip",
            Samples.Zip(("all/cats/1.pgm", Samples.Pgm), ("all/dogs/2.pgm", Samples.Pgm)),
            static path => new ImageFiles { Path = path }
        );

    [Test]
    public void Tar()
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(
                new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "folder/bangkok")
                {
                    DataStream = new MemoryStream([1, 2, 3]),
                }
            );
        }

        Read(stream.ToArray(), "tar", static path => ArchiveBytes.Tar(File.ReadAllBytes(path), path, static _ => true));
    }

    [Test]
    public void Weights() =>
        Read(Samples.Safetensors, "safetensors", static path => Unlearn.Formats.Weights.Safetensors.Read(path));

    [TestCase("npy")]
    [TestCase("npz")]
    [TestCase("json")]
    [TestCase("csv")]
    [TestCase("parquet")]
    public async Task Arrays_of_an_audit(string ending)
    {
        byte[] whole = ending switch
        {
            "npy" => Samples.Npy(
                "<f8",
                "4,",
                [.. Enumerable.Range(0, 4).SelectMany(static i => BitConverter.GetBytes(i / 4.0))]
            ),
            "npz" => Samples.Npz,
            "json" => Encoding.UTF8.GetBytes(Samples.Json),
            "csv" => "target_scores,members\n0.1,1\n0.2,0\n0.9,1\n0.8,0\n"u8.ToArray(),
            _ => await Samples.ParquetAsync(),
        };
        using var folder = new WorkFolder();
        string path = folder.At($"target.{ending}");
        var random = new Random(Seed);
        for (int file = 0; file < Files; file++)
        {
            File.WriteAllBytes(path, Mutation.Of(whole, random));
            var output = new StringWriter();
            var error = new StringWriter();
            int code = await new ToolApplication(ConsolesTests.Redirected(output, error)).RunAsync(
                ["audit", "global-threshold", "--target", path],
                CancellationToken.None
            );

            Assert.That(code, Is.Zero.Or.EqualTo(2), $"file {file}: {error}");
            Assert.That($"{output}{error}".Where(IsCommand), Is.Empty, $"file {file}");
        }
    }

    [Test]
    public void Files_of_a_run()
    {
        using var folder = new WorkFolder();
        byte[] results =
            """
            {"experiment":"a","description":"","definition":"00","settings":[],"datasets":[],"verificationGradients":1,"verificationModels":2}
            """u8.ToArray();
        byte[] events =
            """
            {"event":"planned","tasks":3,"cached":1,"time":"2026-01-01T00:00:00+00:00"}
            {"event":"started","worker":0,"kind":"shadow","description":"x","count":2,"time":"2026-01-01T00:00:00+00:00"}
            {"event":"warning","message":"careful","time":"2026-01-01T00:00:00+00:00"}
            """u8.ToArray();
        var random = new Random(Seed);
        for (int file = 0; file < 2 * Files; file++)
        {
            File.WriteAllBytes(folder.At("results.json"), Mutation.Of(results, random));
            File.WriteAllBytes(folder.At("events.ndjson"), Mutation.Of(events, random));
            File.WriteAllBytes(
                folder.At("run.zip"),
                Mutation.Of(Samples.Zip(("results.json", results), ("events.ndjson", events)), random)
            );
            RefusedOrRead(file, () => new RunFolder(folder.Path).ReadResults());
            RefusedOrRead(file, () => RunStatus.Of(folder.Path));
            RefusedOrRead(file, () => ManifestLockFile.Read(folder.At("results.json")));
            RefusedOrRead(file, () => RunArchive.Import(folder.At("run.zip"), folder.At("unpacked")));
        }
    }

    [Test]
    public void Texts_of_manifests()
    {
        using var folder = new WorkFolder();
        byte[] whole = Encoding.UTF8.GetBytes(EndToEnd.Manifests.Tiny);
        var compiler = new ManifestCompiler();
        var random = new Random(Seed);
        for (int file = 0; file < 2 * Files; file++)
        {
            string path = folder.At("m.unlearn.yaml");
            File.WriteAllBytes(path, Mutation.Of(whole, random));
            RefusedOrRead(
                file,
                () =>
                {
                    foreach (ManifestDiagnostic found in compiler.Check([ManifestSource.Read(path)]))
                    {
                        Assert.That(found.Id, Is.Not.EqualTo("UNL0099"), $"file {file}: {found}");
                        Assert.That(found.Message.Where(IsCommand), Is.Empty, $"file {file}");
                    }

                    return path;
                }
            );
        }
    }

    private static void Load(string ending, byte[] whole, Func<string, IDatasetSource> source) =>
        Read(whole, ending, path => source(path).Load(new DataFolders([], Path.GetDirectoryName(path)!)));

    private static void Read(byte[] whole, string ending, Func<string, object> read)
    {
        using var folder = new WorkFolder();
        string path = folder.At($"file.{ending}");
        File.WriteAllBytes(path, whole);
        Assert.That(() => read(path), Throws.Nothing, "the file as it should be");
        var random = new Random(Seed);
        for (int file = 0; file < Files; file++)
        {
            File.WriteAllBytes(path, Mutation.Of(whole, random));
            RefusedOrRead(file, () => read(path));
        }
    }

    private static void RefusedOrRead(int file, Func<object?> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (InputException)
        {
            // Right: exit code 2, in words.
        }
        catch (Exception defect) when (defect is not AssertionException)
        {
            Assert.Fail($"file {file}: {defect}");
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), $"file {file}");
    }

    private static bool IsCommand(char c) => char.IsControl(c) && c is not ('\n' or '\t' or '\r');
}
