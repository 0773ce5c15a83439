using System.Text.Json;
using Unlearn.Formats.Arrays;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Forms in which people have the classes of their points: numbers, names, one-hot, or one output for two of them.</summary>
public sealed class AuditLabelTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new WorkFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Labels_can_be_texts_in_sorted_order()
    {
        _folder.Write("n.csv", LogitRows("0", "1", "2"));
        _folder.Write("t.csv", LogitRows("ant", "bee", "cat"));
        _folder.Write("m.csv", LogitRows("ant", "bee", "bee"));

        JsonElement numbers = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("n.csv"));
        JsonElement texts = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("t.csv"));

        Assert.That(texts.GetProperty("scores").ToString(), Is.EqualTo(numbers.GetProperty("scores").ToString()));
        Assert.That(texts.GetProperty("notes")[0].GetString(), Does.EndWith("ant = 0, bee = 1, cat = 2"));
        await Auditor.RefusesAsync(
            "2 different texts and the outputs are of 3 classes",
            "global-threshold",
            "--target",
            _folder.At("m.csv")
        );
    }

    [Test]
    public async Task Numbers_that_were_saved_as_texts_are_these_numbers()
    {
        string outputs =
            $"[{string.Join(",", Enumerable.Range(0, 4).Select(static row => $"[{string.Join(",", Enumerable.Range(0, 12).Select(c => (row * 7 * c) % 5))}]"))}]";
        _folder.Write("n.json", Labelled("[10,2,0,9]"));
        _folder.Write("t.json", Labelled("[\"10\",\"2\",\"0\",\"9\"]"));

        JsonElement numbers = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("n.json"));
        JsonElement texts = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("t.json"));

        Assert.That(texts.GetProperty("scores").ToString(), Is.EqualTo(numbers.GetProperty("scores").ToString()));

        string Labelled(string labels) => $$"""{"target_logits":{{outputs}},"labels":{{labels}},"members":[1,0,1,0]}""";
    }

    [Test]
    public async Task Classes_of_an_option_are_called_by_name()
    {
        _folder.Write("n.csv", LogitRows("0", "1", "2"));
        _folder.Write("t.csv", LogitRows("ant", "bee", "cat"));

        JsonElement numbers = await Auditor.JsonAsync(
            "interclass-confusion",
            "--target",
            _folder.At("n.csv"),
            "--set",
            "first=1",
            "--set",
            "second=2"
        );
        JsonElement texts = await Auditor.JsonAsync(
            "interclass-confusion",
            "--target",
            _folder.At("t.csv"),
            "--set",
            "first=bee",
            "--set",
            "second=cat"
        );

        Assert.That(texts.GetProperty("figures").ToString(), Is.EqualTo(numbers.GetProperty("figures").ToString()));
        await Auditor.RefusesAsync(
            "Did you mean 'bee'?",
            "interclass-confusion",
            "--target",
            _folder.At("t.csv"),
            "--set",
            "first=beee"
        );
    }

    [Test]
    public async Task Labels_can_be_one_hot_or_a_column()
    {
        NamedArray logits = Samples.Random("target_logits", 4, 3);
        NamedArray members = Samples.List("members", [1, 0, 1, 0]);
        NamedArray labels = Samples.List("labels", [0, 2, 1, 2]);
        ArrayWriter.Npz(_folder.At("list.npz"), logits, members, labels);
        ArrayWriter.Npz(_folder.At("column.npz"), logits, members, labels with { Shape = [4, 1] });
        ArrayWriter.Npz(
            _folder.At("hot.npz"),
            logits,
            members with
            {
                Shape = [4, 1],
            },
            new NamedArray("labels", [4, 3], [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1])
        );

        string[] scores = await Task.WhenAll(
            new[] { "list.npz", "column.npz", "hot.npz" }.Select(async file =>
                (await Auditor.JsonAsync("global-threshold", "--target", _folder.At(file)))
                    .GetProperty("scores")
                    .ToString()
            )
        );

        Assert.That(scores.Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(4, 1)]
    [TestCase(4)]
    public async Task One_output_per_point_is_that_of_class_1(params int[] shape)
    {
        NamedArray labels = Samples.List("labels", [0, 1, 1, 0]);
        NamedArray members = Samples.List("members", [1, 0, 1, 0]);
        var single = new NamedArray("target_probabilities", shape, [0.25, 0.5, 0.75, 0.125]);
        ArrayWriter.Npz(_folder.At("one.npz"), labels, members, single);
        ArrayWriter.Npz(
            _folder.At("two.npz"),
            labels,
            members,
            new NamedArray("target_probabilities", [4, 2], [0.75, 0.25, 0.5, 0.5, 0.25, 0.75, 0.875, 0.125])
        );

        JsonElement one = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("one.npz"));
        JsonElement two = await Auditor.JsonAsync("global-threshold", "--target", _folder.At("two.npz"));

        Assert.That(one.GetProperty("scores").ToString(), Is.EqualTo(two.GetProperty("scores").ToString()));
        Assert.That(one.GetProperty("notes")[0].GetString(), Does.Contain("one output per point"));
    }

    private static string LogitRows(string first, string second, string third) =>
        $"labels,logits_0,logits_1,logits_2,members\n{first},2,0,-1,1\n{second},0,1,0,0\n{third},1,1,3,1\n{second},2,1,2,0\n";
}
