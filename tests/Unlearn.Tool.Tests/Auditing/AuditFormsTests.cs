using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Unlearn.Formats.Arrays;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Forms in which people have their outputs: read where it is certain what is meant, and said.</summary>
public sealed class AuditFormsTests
{
    private const string Table = "target_phi,members\n2.5,1\n-1,0\n0.5,1\n1,0\n";

    private WorkFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new WorkFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("target_phi;members\n2.5;1\n-1;0\n0.5;1\n1;0\n")]
    [TestCase("target_phi\tmembers\n2.5\t1\n-1\t0\n0.5\t1\n1\t0\n")]
    [TestCase("name,target_phi,members\nann,2.5,True\nbo,-1,FALSE\nann,0.5,true\ncy,1,false\n")]
    [TestCase(",target_phi,members\n0,2.5,1\n1,-1,0\n2,0.5,1\n3,1,0\n")]
    [TestCase("Unnamed: 0,target_phi,members\n3,2.5,1\n2,-1,0\n1,0.5,1\n0,1,0\n")]
    public async Task Tables_of_other_programs_give_the_same_figures(string table)
    {
        _folder.Write("plain.csv", Table);
        _folder.Write("other.csv", table);

        JsonElement plain = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("plain.csv"));
        JsonElement other = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("other.csv"));

        Assert.That(other.Value("auc"), Is.EqualTo(plain.Value("auc")).And.EqualTo(0.75));
        Assert.That(other.GetProperty("scores").ToString(), Is.EqualTo(plain.GetProperty("scores").ToString()));
    }

    [Test]
    public async Task Row_numbers_and_texts_are_no_methods()
    {
        _folder.Write("two.csv", ",name,scores_a,scores_b,members\n0,x,1,2,1\n1,y,2,1,0\n2,z,3,3,1\n3,w,0,1,0\n");

        JsonElement run = await Auditor.JsonAsync("delong", "--target", _folder.At("two.csv"));

        Assert.That(run.GetProperty("rows").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            run.GetProperty("notRead").EnumerateArray().Select(static name => name.GetString()),
            Is.EqualTo(new[] { "Unnamed: 0", "name" })
        );
    }

    [Test]
    public async Task Arrays_of_other_kinds_matter_where_they_are_needed()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.At("kinds.npz"), ZipArchiveMode.Create))
        {
            Put(zip, "target_phi", "'<f8'", [2.5, -1, 0.5, 1]);
            Put(zip, "members", "'<f8'", [1, 0, 1, 0]);
            Put(zip, "scores", "'<c16'", [1, 0, 2, 0, 3, 0, 4, 0]);
            Put(zip, "when", "'<M8[ns]'", [1, 2, 3, 4]);
            Put(zip, "things", "'|O'", [1, 2, 3, 4]);
            Put(zip, "rows", "[('a', '<f8')]", [1, 2, 3, 4]);
        }

        JsonElement run = await Auditor.JsonAsync(
            "global-threshold",
            "--target",
            $"{_folder.At("kinds.npz")}:target_phi",
            "--members",
            _folder.At("kinds.npz")
        );
        JsonElement whole = await Auditor.JsonAsync("loss-threshold", "--target", _folder.At("kinds.npz"));

        Assert.That((run.Value("auc"), whole.Value("auc")), Is.EqualTo((0.75, 0.75)));
        Assert.That(
            whole.GetProperty("notRead").EnumerateArray().Select(static name => name.GetString()),
            Is.EqualTo(new[] { "scores", "when", "things", "rows" })
        );
        await Auditor.RefusesAsync(
            "kinds.npz/scores.npy: the numbers are of type '<c16'",
            "global-threshold",
            "--target",
            _folder.At("kinds.npz")
        );

        static void Put(ZipArchive zip, string name, string type, double[] values)
        {
            int count = type == "'<c16'" ? values.Length / 2 : values.Length;
            string header = $"{{'descr': {type}, 'fortran_order': False, 'shape': ({count},), }}\n";
            using Stream entry = zip.CreateEntry($"{name}.npy").Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
            entry.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    [TestCase("[\"True\", \"false\", \"TRUE\", \"False\"]", "")]
    [TestCase(
        "[\"member\", \"other\", \"member\", \"other\"]",
        "'members' holds texts such as 'member'; a mask is 0 (no member) or 1 (member), or false and true: (a == 'member').astype(int)"
    )]
    public async Task A_mask_of_texts_is_one_where_they_say_true_and_false(string members, string words)
    {
        _folder.Write("mask.json", $"{{\"target_phi\": [2.5, -1, 0.5, 1], \"members\": {members}}}");
        if (words.Length > 0)
        {
            await Auditor.RefusesAsync(words, "global-threshold", "--target", _folder.At("mask.json"));
            return;
        }

        JsonElement run = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("mask.json"));
        Assert.That(run.Value("auc"), Is.EqualTo(0.75));
    }

    [TestCase("{\"target_phi\": [\"1%\", \"2%\"], \"members\": [1, 0]}", "'target_phi' holds texts such as '1%'")]
    [TestCase("{\"target_phi\": [1e999, 2], \"members\": [1, 0]}", "'target_phi' holds Infinity at [0]")]
    public async Task An_array_is_called_by_the_name_that_it_was_given(string json, string words)
    {
        _folder.Write("phi.json", json);

        await Auditor.RefusesAsync(words, "loss-threshold", "--target", _folder.At("phi.json"));
    }

    [Test]
    public async Task Labels_that_are_counted_from_1_are_named()
    {
        _folder.Write("one.csv", "logits_0,logits_1,labels,members\n1,0,1,1\n0,1,2,0\n");

        await Auditor.RefusesAsync("counted from 1: subtract 1", "loss-threshold", "--target", _folder.At("one.csv"));
    }

    [Test]
    public async Task A_gap_in_numbered_columns_loses_none()
    {
        _folder.Write("gap.csv", "logits_0,logits_1,logits_3,labels,members\n1,0,5,0,1\n0,1,5,1,0\n");

        await Auditor.RefusesAsync(
            "there is a column 'logits_3', but no 'logits_2'",
            "loss-threshold",
            "--target",
            _folder.At("gap.csv")
        );
    }

    [Test]
    public async Task A_flaw_of_a_shadow_file_has_its_line()
    {
        _folder.Write("t.csv", Table);
        _folder.Write("s.csv", "phi,members\n2.5,1\nnone,0\n0.5,0\n1,1\n");

        await Auditor.RefusesAsync(
            "s.csv(3): 'none' in column 'phi' is not a number",
            "lira",
            "--target",
            _folder.At("t.csv"),
            "--shadows",
            _folder.At("s.csv")
        );
    }

    [Test]
    public async Task A_cell_that_is_no_number_matters_where_its_column_is_needed()
    {
        _folder.Write("flawed.csv", "target_phi,other,members\n2.5,1,1\n-1,x,0\n0.5,3,1\n1,4,0\n");
        _folder.Write("comma.csv", "target_phi;members\n2;1\n-1,5;0\n");

        JsonElement run = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("flawed.csv"));

        Assert.That(run.Value("auc"), Is.EqualTo(0.75));
        await Auditor.RefusesAsync(
            "flawed.csv(3): 'x' in column 'other' is not a number",
            "global-threshold",
            "--array",
            $"scores={_folder.At("flawed.csv")}:other",
            "--members",
            _folder.At("flawed.csv")
        );
        _folder.Write("commas.csv", "logits_0;logits_1;labels;members\n0,5;1;0;1\n-1,5;0;1;0\n");
        foreach (string file in (string[])["comma.csv", "commas.csv"])
        {
            await Auditor.RefusesAsync("a point marks decimals", "global-threshold", "--target", _folder.At(file));
        }
    }

    [Test]
    public async Task Columns_that_are_numbered_from_1_are_named()
    {
        _folder.Write("one.csv", "logits_1,logits_2,labels,members\n1,0,0,1\n0,1,1,0\n");

        await Auditor.RefusesAsync(
            "numbered from 0: 'logits_0'",
            "global-threshold",
            "--target",
            _folder.At("one.csv")
        );
    }

    [Test]
    public async Task Points_that_every_shadow_saw_are_left_out_and_counted()
    {
        NamedArray phi = Samples.List("target_phi", [3, -1, 2, 0]);
        NamedArray members = Samples.List("members", [1, 0, 1, 0]);
        NamedArray shadows = Samples.Random("shadow_phi", 4, 4);
        var masks = new NamedArray("shadow_members", [4, 4], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1]);
        ArrayWriter.Npz(_folder.At("all.npz"), phi, members, shadows, masks);

        JsonElement run = await Auditor.JsonAsync("lira", "--target", _folder.At("all.npz"));

        Assert.That(run.GetProperty("scores").GetArrayLength(), Is.EqualTo(3));
        Assert.That(
            run.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()),
            Has.Some.StartsWith("1 of 4 points were left out: too few shadow models were trained without (1)")
        );
    }

    [Test]
    public async Task Lira_averages_over_queries_and_others_name_the_axis()
    {
        NamedArray labels = Samples.List("labels", [0, 1, 1, 0]);
        NamedArray members = Samples.List("members", [1, 0, 1, 0]);
        var masks = new NamedArray("shadow_members", [4, 4], [1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0]);
        NamedArray target = Samples.Random("target_logits", 4, 2, 2);
        NamedArray shadows = Samples.Random("shadow_logits", 4, 4, 2, 2);
        ArrayWriter.Npz(_folder.At("all.npz"), labels, members, masks, target, shadows);
        for (int query = 0; query < 2; query++)
        {
            ArrayWriter.Npz(
                _folder.At($"{query}.npz"),
                [labels, members, masks, Query(target, query), Query(shadows, query)]
            );
        }

        double[] all = await Scores("all.npz");
        double[] first = await Scores("0.npz");
        double[] second = await Scores("1.npz");

        Assert.That(all, Is.EqualTo(first.Zip(second, static (a, b) => (a + b) / 2)).Within(1e-12));
        await Auditor.RefusesAsync("one query per point", "confidence", "--target", _folder.At("all.npz"));

        async Task<double[]> Scores(string file) =>
            [
                .. (await Auditor.JsonAsync("lira", "--target", _folder.At(file)))
                    .GetProperty("scores")
                    .EnumerateArray()
                    .Select(static score => score.GetDouble()),
            ];
    }

    [Test]
    public async Task Losses_given_for_scores_are_doubted()
    {
        _folder.Write("losses.csv", "scores,members\n0.1,1\n0.2,1\n3,0\n2,0\n");

        ToolResult losses = await Auditor.RunAsync("global-threshold", "--target", _folder.At("losses.csv"));

        Assert.That(losses.Error, Does.Contain("auc-below-half").And.Contain("losses are given with a minus"));
    }

    [TestCase("[{\"target_phi\":2.5,\"members\":true},{\"target_phi\":-1,\"members\":false}]", "a.json")]
    [TestCase("{\"target_phi\":2.5,\"members\":1}\n{\"target_phi\":-1,\"members\":0}\n", "a.jsonl")]
    [TestCase("{\"target_phi\":{\"0\":2.5,\"1\":-1},\"members\":{\"0\":1,\"1\":0}}", "a.json")]
    [TestCase("{\"columns\":[\"target_phi\",\"members\"],\"index\":[0,1],\"data\":[[2.5,1],[-1,0]]}", "a.json")]
    [TestCase("\uFEFF{\"target_phi\":[2.5,-1],\"members\":[1,0],\"names\":[\"a\",\"b\"]}", "a.json")]
    public async Task Json_as_other_programs_write_it(string text, string file)
    {
        _folder.Write(file, text);

        JsonElement run = await Auditor.JsonAsync("global-threshold", "--target", _folder.At(file));

        Assert.That(run.GetProperty("scores").ToString(), Is.EqualTo("[2.5,-1]").Or.Matches(@"^\[\s*2.5,\s*-1\s*\]$"));
    }

    private static NamedArray Query(NamedArray array, int query) =>
        new(
            array.Name,
            [.. array.Shape.SkipLast(2), array.Shape[^1]],
            [.. array.Values.Chunk(array.Shape[^1]).Where((_, row) => row % 2 == query).SelectMany(static row => row)]
        );
}
