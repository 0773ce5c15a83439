using Unlearn.Audit;
using Unlearn.Formats.Arrays;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Wrong input ends with exit code 2 and words that say what is wrong and where.</summary>
public sealed class AuditErrorTests
{
    private static readonly NamedArray[] Arrays = Samples.For(AuditCatalog.Create("lira", []));

    private WorkFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new WorkFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("did you mean 'lira'?", "lirra")]
    [TestCase("There are: accuracy-gap", "nothing-of-the-kind")]
    [TestCase("did you mean 'variance'?", "lira", "--set", "varianc=per-example")]
    [TestCase("'fixed' is none of automatic, per-example", "lira", "--set", "variance=fixed")]
    [TestCase("write option=value", "lira", "--set", "variance")]
    [TestCase("the number of models is what the files hold", "lira", "--set", "shadows=8")]
    [TestCase("the range is 0.001 to 1000", "rmia", "--set", "gamma=0")]
    [TestCase("'many' is not a number", "rmia", "--set", "gamma=many")]
    [TestCase("'2.5' is not a whole number", "mmd", "--set", "permutations=2.5")]
    [TestCase("'yes' is not true or false", "lira", "--set", "truncate=yes")]
    [TestCase("'cka' has no options", "cka", "--set", "a=1")]
    [TestCase("did you mean 'labels'?", "lira", "--array", "label=3")]
    [TestCase("write name=file", "lira", "--array", "labels")]
    [TestCase("No array was given: --target FILE names a file.", "lira")]
    [TestCase("does not exist", "lira", "--target", "missing.npz")]
    [TestCase("the ending must be one of .npz", "lira", "--target", "outputs.pt")]
    [TestCase("are impossible", "clopper-pearson", "--array", "tp=9", "--array", "fp=1", "--array", "n=8")]
    [TestCase("whole numbers from 0", "clopper-pearson", "--array", "tp=0.5", "--array", "fp=1", "--array", "n=8")]
    [TestCase(
        "expected 3 (or one for all)",
        "clopper-pearson",
        "--array",
        "tp=[1,2,3]",
        "--array",
        "fp=1",
        "--array",
        "n=[8,9]"
    )]
    [TestCase("is no number and no list", "clopper-pearson", "--array", "tp=[{\"a\": 1}]")]
    public Task A_wrong_command_line_is_refused(string words, params string[] arguments) =>
        Auditor.RefusesAsync(words, arguments);

    [Test]
    public Task A_shape_that_does_not_fit_is_named() =>
        RefusedWith(
            "'shadow_logits' has shape 8 x 39 x 3, expected models x 40 x 3",
            Samples.Random("shadow_logits", 8, 39, 3)
        );

    [Test]
    public Task A_mask_of_other_models_is_named() =>
        RefusedWith("'shadow_members' has shape 7 x 40, expected 8 x 40", Samples.Random("shadow_members", 7, 40));

    [Test]
    public Task A_number_that_is_none_is_placed() =>
        RefusedWith("'target_logits' holds NaN at [2, 1]", With("target_logits", 7, double.NaN));

    [Test]
    public Task An_infinite_number_is_placed() =>
        RefusedWith("'shadow_logits' holds Infinity at [0, 0, 1]", With("shadow_logits", 1, double.PositiveInfinity));

    [Test]
    public Task A_label_out_of_range_is_placed() =>
        RefusedWith("'labels' holds 3 at [5]; classes are whole numbers 0 to 2", With("labels", 5, 3));

    [Test]
    public Task A_mask_of_other_numbers_is_placed() =>
        RefusedWith("'members' holds 2 at [0]; a mask is 0 (no member) or 1 (member)", With("members", 0, 2));

    [Test]
    public Task A_mask_without_members_is_refused() =>
        RefusedWith("names no member", Samples.List("members", new double[Samples.Points]));

    [Test]
    public Task A_mask_without_non_members_is_refused() =>
        RefusedWith("names no non-member", Samples.List("members", [.. Enumerable.Repeat(1.0, Samples.Points)]));

    [Test]
    public Task A_point_that_all_shadows_saw_is_named() =>
        RefusedWith(
            "Point 0 has 0 shadow models trained without it",
            new NamedArray("shadow_members", [8, 40], [.. Enumerable.Repeat(1.0, 320)])
        );

    [Test]
    public Task Rows_that_do_not_sum_to_one_are_placed() =>
        RefusedWith(
            "'target_probabilities' has a row that sums to 1.2000000000000002 at [0, 0]",
            new NamedArray("target_probabilities", [40, 3], [.. Enumerable.Repeat(0.4, 120)]),
            without: "target_logits"
        );

    [Test]
    public Task Probabilities_out_of_range_are_placed() =>
        RefusedWith(
            "'target_probabilities' holds 1.5 at [0, 0]; probabilities lie in [0, 1]",
            new NamedArray("target_probabilities", [40, 3], [.. Enumerable.Repeat(1.5, 120)]),
            without: "target_logits"
        );

    [Test]
    public Task Phi_and_logits_are_not_mixed() =>
        RefusedWith(
            "give phi for all outputs or for none",
            Samples.Random("target_phi", Samples.Points),
            without: "target_logits"
        );

    [Test]
    public Task A_misspelt_array_is_recognised() =>
        RefusedWith(
            "'shadow_logit': did you mean 'shadow_logits'?",
            Samples.Random("shadow_logit", 8, 40, 3),
            without: "shadow_logits"
        );

    [Test]
    public async Task A_misspelt_optional_array_is_warned_about()
    {
        NamedArray[] arrays = Samples.For(AuditCatalog.Create("loss-threshold", []));
        ArrayWriter.Npz(
            _folder.At("a.npz"),
            [
                .. arrays.Where(static array => !array.Name.StartsWith("retain", StringComparison.Ordinal)),
                Samples.Random("retain_logit", 4, 3),
            ]
        );

        ToolResult result = await Auditor.RunAsync("loss-threshold", "--target", _folder.At("a.npz"));

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Error,
            Does.StartWith("warning: 'retain_logit'").And.Contain("did you mean 'retain_logits'?")
        );
    }

    [Test]
    public async Task An_array_that_is_given_twice_names_both_files()
    {
        ArrayWriter.Npz(_folder.At("a.npz"), Arrays);
        ArrayWriter.Npy(_folder.At("labels.npy"), Arrays.Single(static array => array.Name == "labels"));

        await Auditor.RefusesAsync(
            "labels.npy",
            "lira",
            "--target",
            _folder.At("a.npz"),
            "--target",
            _folder.At("labels.npy")
        );
    }

    [Test]
    public async Task A_key_that_is_not_there_gets_the_nearest_one()
    {
        ArrayWriter.Npz(_folder.At("a.npz"), Arrays);

        await Auditor.RefusesAsync("Did you mean 'labels'?", "lira", "--target", $"{_folder.At("a.npz")}:label");
        await Auditor.RefusesAsync(
            "Did you mean 'grid'?",
            "clopper-pearson",
            "--target",
            $"{Auditor.OraclePath("clopper_pearson.input.json")}:gird"
        );
    }

    [Test]
    public async Task Shadow_files_that_do_not_fit_together_are_named()
    {
        ArrayWriter.Npz(_folder.At("s0.npz"), Samples.Random("logits", 40, 3));
        ArrayWriter.Npz(_folder.At("s1.npz"), Samples.Random("logits", 39, 3));

        await Auditor.RefusesAsync("is 40 x 3 in", "lira", "--shadows", _folder.At("s0.npz"), _folder.At("s1.npz"));
    }

    [Test]
    public Task Numbers_that_overflow_are_no_result() =>
        Auditor.RefusesAsync(
            "'cka-pair' gives no number for 'cka'",
            "cka-pair",
            "--array",
            "first=[[1e300, 0], [0, 1e300]]",
            "--array",
            "second=[[1e300, 0], [0, 1e300]]"
        );

    [Test]
    public Task Weights_of_a_softmax_regression_have_classes() =>
        Auditor.RefusesAsync(
            "'weights_before' has shape 2, expected classes x columns",
            "reconstruction",
            "--array",
            "weights_before=[1, 2]",
            "--array",
            "weights_after=[1, 3]",
            "--array",
            "rows=[[1, 2]]",
            "--set",
            "kind=softmax"
        );

    [TestCase("a.csv", "logits_0,logits_1\n1,2\n3,x\n", "a.csv(3): 'x' in column 'logits_1' is not a number")]
    [TestCase("b.csv", "model,logits_0,logits_1\n0,1,2\n1,1,2\n0,1,2\n", "blocks of equal length")]
    [TestCase("a.json", "{\"labels\": [1, [2]]}", "'labels' holds [2]; nested lists of numbers are right")]
    [TestCase("b.json", "{\"labels\": [[1, 2], [2]]}", "'labels' is ragged")]
    [TestCase("c.json", "{\"labels\": [1, NaN]}", "this is no JSON")]
    [TestCase("d.json", "[{\"target_phi\": 1}, {\"fp\": 1}]", "d.json(2): '' in column 'target_phi' is not a number")]
    [TestCase("a.npz", "no zip", "this is no whole zip archive")]
    [TestCase("a.parquet", "no parquet", "this is no whole Parquet file")]
    [TestCase("a.npy", "no npy, but long enough", "an npy array is right")]
    public async Task A_file_that_cannot_be_read_is_named(string file, string text, string words)
    {
        _folder.Write(file, text);

        await Auditor.RefusesAsync(words, "lira", "--target", _folder.At(file));
    }

    private async Task RefusedWith(string words, NamedArray wrong, string? without = null)
    {
        ArrayWriter.Npz(_folder.At("a.npz"), [.. Arrays.Where(array => array.Name != (without ?? wrong.Name)), wrong]);

        await Auditor.RefusesAsync(words, "lira", "--target", _folder.At("a.npz"));
    }

    private static NamedArray With(string name, int at, double value)
    {
        NamedArray array = Arrays.Single(array => array.Name == name);
        double[] values = [.. array.Values];
        values[at] = value;
        return array with { Values = values };
    }
}
