using System.IO.Compression;
using System.Text.Json;
using Unlearn.Audit;
using Unlearn.Formats.Arrays;
using Unlearn.Tool.Tests.EndToEnd;
using Unlearn.Verification.Signals;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>The same numbers give the same result, whatever file they came in.</summary>
public sealed class AuditFormatTests
{
    private static readonly NamedArray[] Arrays = Samples.For(AuditCatalog.Create("lira", []));

    private static readonly NamedArray[] Target = [.. Arrays.Where(static array => !IsShadow(array))];

    private static readonly NamedArray[] Shadow =
    [
        .. Arrays.Where(IsShadow).Select(static array => array with { Name = array.Name["shadow_".Length..] }),
    ];

    private WorkFolder _folder = null!;
    private string _expected = "";

    [SetUp]
    public async Task WriteReference()
    {
        _folder = new WorkFolder();
        ArrayWriter.Npz(_folder.At("all.npz"), Arrays);
        _expected = Result(await Auditor.JsonAsync("lira", "--target", _folder.At("all.npz")));
        Assert.That(_expected, Does.Contain("auc"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Npz_files_of_target_and_shadows()
    {
        ArrayWriter.Npz(_folder.At("t.npz"), Target);
        ArrayWriter.Npz(_folder.At("s.npz"), Shadow);

        await SameAsync("--target", _folder.At("t.npz"), "--shadows", _folder.At("s.npz"));
    }

    [Test]
    public async Task A_file_a_shadow_model()
    {
        ArrayWriter.Npz(_folder.At("t.npz"), Target);
        string[] files = [.. Enumerable.Range(0, Samples.Models).Select(s => _folder.At($"s{s}.npz"))];
        for (int s = 0; s < files.Length; s++)
        {
            ArrayWriter.Npz(files[s], [.. Shadow.Select(array => Slice(array, s))]);
        }

        await SameAsync(["--target", _folder.At("t.npz"), "--shadows", .. files]);
    }

    [Test]
    public async Task Npy_files_are_named_by_role_or_by_their_own_name()
    {
        foreach (NamedArray array in Arrays)
        {
            ArrayWriter.Npy(_folder.At($"{array.Name}.npy"), array);
        }

        await SameAsync(
            "--target",
            _folder.At("target_logits.npy"),
            "--target",
            _folder.At("labels.npy"),
            "--members",
            _folder.At("members.npy"),
            "--shadows",
            _folder.At("shadow_logits.npy"),
            "--array",
            $"shadow_members={_folder.At("shadow_members.npy")}"
        );
    }

    [Test]
    public async Task Json()
    {
        ArrayWriter.Json(_folder.At("all.json"), Arrays);

        await SameAsync("--target", _folder.At("all.json"));
    }

    [Test]
    public async Task Csv_with_a_row_a_point_and_a_column_model()
    {
        ArrayWriter.Csv(_folder.At("t.csv"), 0, Target);
        ArrayWriter.Csv(_folder.At("s.csv"), Samples.Models, Shadow);

        await SameAsync("--target", _folder.At("t.csv"), "--shadows", _folder.At("s.csv"));
    }

    [Test]
    public async Task Csv_as_pandas_writes_it_and_compressed()
    {
        NamedArray[] numbers = [.. Target.Where(static array => array.Name != "members")];
        bool[] members = [.. Target.Single(static array => array.Name == "members").Values.Select(static v => v == 1)];
        ArrayWriter.Csv(_folder.At("t.csv"), 0, numbers);
        _folder.Write("m.csv", $"members\n{string.Join('\n', members)}\n");
        await using (FileStream packed = File.Create(_folder.At("t.csv.gz")))
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(_folder.At("t.csv")));
        }

        ArrayWriter.Npz(_folder.At("s.npz"), Shadow);

        await SameAsync(
            "--target",
            _folder.At("t.csv.gz"),
            "--members",
            _folder.At("m.csv"),
            "--shadows",
            _folder.At("s.npz")
        );
    }

    [Test]
    public async Task Parquet_with_a_row_a_point_and_a_column_model()
    {
        await ArrayWriter.ParquetAsync(_folder.At("t.parquet"), 0, Target);
        await ArrayWriter.ParquetAsync(_folder.At("s.parquet"), Samples.Models, Shadow);

        await SameAsync("--target", _folder.At("t.parquet"), "--shadows", _folder.At("s.parquet"));
    }

    [Test]
    public async Task Phi_alone_gives_the_same_scores()
    {
        // Two classes: phi is the difference of the logits, without rounding.
        NamedArray target = Samples.Random("target_phi", Samples.Points);
        NamedArray shadow = Samples.Random("shadow_phi", Samples.Models, Samples.Points);
        NamedArray[] masks =
        [
            .. Arrays.Where(static array => array.Name.EndsWith("members", StringComparison.Ordinal)),
        ];
        ArrayWriter.Npz(_folder.At("phi.npz"), [target, shadow, .. masks]);
        ArrayWriter.Npz(
            _folder.At("logits.npz"),
            [
                Doubled(target, "target_logits"),
                Doubled(shadow, "shadow_logits"),
                Samples.List("labels", new double[Samples.Points]),
                .. masks,
            ]
        );

        JsonElement phi = await Auditor.JsonAsync("lira", "--target", _folder.At("phi.npz"));
        JsonElement logits = await Auditor.JsonAsync("lira", "--target", _folder.At("logits.npz"));

        Assert.That(Result(phi), Is.EqualTo(Result(logits)));
    }

    [Test]
    public async Task Probabilities_give_the_scores_of_their_logits()
    {
        NamedArray[] probabilities =
        [
            .. Arrays.Select(static array =>
                array.Name.EndsWith("_logits", StringComparison.Ordinal)
                    ? array with
                    {
                        Name = array.Name.Replace("logits", "probabilities", StringComparison.Ordinal),
                        Values = [.. array.Values.Chunk(Samples.Classes).SelectMany(static row => Softmax.Of(row))],
                    }
                    : array
            ),
        ];
        ArrayWriter.Npz(_folder.At("p.npz"), probabilities);

        JsonElement run = await Auditor.JsonAsync("lira", "--target", _folder.At("p.npz"));

        using var expected = JsonDocument.Parse(_expected);
        for (int i = 0; i < Samples.Points; i++)
        {
            double right = expected.RootElement.GetProperty("scores")[i].GetDouble();
            Auditor.Close(run.GetProperty("scores")[i].GetDouble(), right, 1e-9, $"score {i}");
        }
    }

    private async Task SameAsync(params string[] sources) =>
        Assert.That(Result(await Auditor.JsonAsync(["lira", .. sources])), Is.EqualTo(_expected));

    /// <summary>Figures and scores as text, all digits.</summary>
    private static string Result(JsonElement run) =>
        $"{{\"figures\":{run.GetProperty("figures").GetRawText()},\"scores\":{run.GetProperty("scores").GetRawText()}}}";

    private static bool IsShadow(NamedArray array) => array.Name.StartsWith("shadow_", StringComparison.Ordinal);

    private static NamedArray Slice(NamedArray array, int model)
    {
        int size = array.Values.Length / array.Shape[0];
        return array with
        {
            Shape = [.. array.Shape.Skip(1)],
            Values = array.Values[(model * size)..((model + 1) * size)],
        };
    }

    private static NamedArray Doubled(NamedArray phi, string name) =>
        new(name, [.. phi.Shape, 2], [.. phi.Values.SelectMany(static value => new[] { value, 0 })]);
}
