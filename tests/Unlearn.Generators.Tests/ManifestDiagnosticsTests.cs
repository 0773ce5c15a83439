using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

public class ManifestDiagnosticsTests
{
    private const string Ascent = "gradient-ascent: ";

    [TestCase(
        "{ lerningRate: 1 }",
        "UNL0004 6:22 'gradient-ascent' has no option 'lerningRate'; did you mean 'learningRate'?"
    )]
    [TestCase("{ steps: many }", "UNL0006 6:29 'steps' must be a whole number, got 'many'")]
    [TestCase("{ steps: 1.5 }", "UNL0006 6:29 'steps' must be a whole number, got '1.5'")]
    [TestCase("{ steps: '5' }", "UNL0006 6:29 'steps' must be a whole number, got the text '5'")]
    [TestCase("{ steps: }", "UNL0006 6:22 'steps' must be a whole number, got nothing")]
    [TestCase("{ steps: { a: 1 } }", "UNL0006 6:29 'steps' must be a whole number, got a map")]
    [TestCase("{ steps: 0 }", "UNL0007 6:29 'steps' must be at least 1 and at most 1000, got 0")]
    [TestCase(
        "{ steps: 99999999999999999999 }",
        "UNL0007 6:29 'steps' must be at least 1 and at most 1000, got 99999999999999999999"
    )]
    [TestCase("{ salt: 9223372036854775808 }", "UNL0007 6:28 'salt' must be")]
    [TestCase(
        "{ learningRate: 1e400 }",
        "UNL0007 6:36 'learningRate' must be at least 1E-06 and at most 10, got 1e400"
    )]
    [TestCase("{ learningRate: .nan }", "UNL0007 6:36 'learningRate' must be at least 1E-06 and at most 10, got .nan")]
    [TestCase("{ stopping: { tolerance: -.inf } }", "UNL0007 6:45 'tolerance' must be a finite number, got -.inf")]
    [TestCase("{ clip: no }", "UNL0006 6:28 'clip' must be true or false, got 'no'")]
    [TestCase("{ stopping: 3 }", "UNL0006 6:32 'stopping' must be a map of options, got '3'")]
    [TestCase("{ weights: 3 }", "UNL0006 6:31 'weights' must be a list, each item a number, got '3'")]
    [TestCase("{ weights: [1, x] }", "UNL0006 6:35 'weights' must be a number, got 'x'")]
    [TestCase("{ hook: 3 }", "UNL0023 6:22 'hook' of 'gradient-ascent' has the type")]
    [TestCase("{ steps: [] }", "UNL0011 6:29 'steps' needs at least 1 value to sweep, got 0")]
    [TestCase("{ steps: [1, 2, 1] }", "UNL0020 6:36 The sweep of 'steps' has the value '1' twice")]
    [TestCase("{ steps: 1, steps: 2 }", "UNL0003 6:32 'steps' is already given in line 6")]
    [TestCase("{ steps: &a 1 }", "UNL0002 6:29 Anchors (&) are not supported in manifests; repeat the value")]
    [TestCase("{ steps: !!int 1 }", "UNL0002 6:29 Tags (!) are not supported in manifests")]
    [TestCase("[]", "UNL0006 6:20 'gradient-ascent' must be an unlearning method, got a list")]
    [TestCase(
        "{ type: gradient-acsent }",
        "UNL0005 6:28 There is no unlearning method 'gradient-acsent'; did you mean 'gradient-ascent'?"
    )]
    public void A_wrong_option_is_reported_where_it_stands(string options, string expected)
    {
        IReadOnlyList<string> lines = GeneratorRun.OfManifest(Manifests.WithMethods(Ascent + options)).Lines;

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.StartWith(expected));
    }

    [TestCase(
        "experiment: small",
        "experiment: a b",
        "UNL0013 1:13 'experiment' must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$, got 'a b'"
    )]
    [TestCase("experiment: small", "description: x", "UNL0008 1:1 The manifest needs 'experiment'")]
    [TestCase(
        "model: mlp",
        "model: mpl",
        "UNL0005 3:8 There is no model 'mpl'; did you mean 'mlp'? Known: mlp, softmax-regression"
    )]
    [TestCase("model: mlp", "model:", "UNL0008 3:1 'model' needs 'type'; known: mlp, softmax-regression")]
    [TestCase(
        "model: mlp",
        "model: { hidden: [3] }",
        "UNL0008 3:1 'model' needs 'type'; known: mlp, softmax-regression"
    )]
    [TestCase("model: mlp", "model: { type: mlp, hidden: [] }", "UNL0011 3:29 'hidden' needs 1 to 3 entries, got 0")]
    [TestCase(
        "model: mlp",
        "model: { type: mlp, hidden: [0] }",
        "UNL0007 3:30 'hidden' must be at least 1 and at most 65536, got 0"
    )]
    [TestCase(
        "model: mlp",
        "model: { type: mlp, activation: [relu, tanh] }",
        "UNL0016 3:33 'activation' takes one value; a list is a sweep axis, and sweeps are allowed only for options inside the entries of 'datasets', 'models', 'forget', 'methods'"
    )]
    [TestCase(
        "model: mlp",
        "model: { type: mlp, activation: relo }",
        "UNL0012 3:33 'activation' cannot be 'relo'; did you mean 'relu'? Known: relu, tanh"
    )]
    [TestCase(
        "model: mlp",
        "model: mlp\nmodels: { mlp: }",
        "UNL0009 4:1 'models' cannot be given together with 'model': choose one"
    )]
    [TestCase("model: mlp", "# none", "UNL0008 1:1 The manifest needs one of 'model', 'models'")]
    [TestCase("model: mlp", "model: mlp\nseeds: { count: [1, 2] }", "UNL0016 4:17 'count' takes one value")]
    [TestCase(
        "model: mlp",
        "model: mlp\nshards: [1, 2]",
        "UNL0017 4:1 'shards' has no effect: nothing in this manifest uses it; it is for sisa"
    )]
    [TestCase("{ digits: }", "", "UNL0011 2:1 'datasets' needs at least 1 entry, got 0")]
    [TestCase(
        "{ digits: }",
        "[digits]",
        "UNL0006 2:11 'datasets' must be a map of names, each to a dataset, got a list"
    )]
    [TestCase(
        "{ digits: }",
        "{ mine: }",
        "UNL0005 2:13 There is no dataset 'mine'; known: digits (an entry with a name of its own needs 'type')"
    )]
    [TestCase("{ digits: }", "{ 'my digits': digits }", "UNL0018 2:13 'my digits' cannot be a name")]
    [TestCase(
        "{ digits: }",
        "{ digits: { split: { train: 0.9 } } }",
        "UNL0010 2:32 'train', 'test' must not add up to more than 1, got 1.1"
    )]
    [TestCase(
        "{ digits: }",
        "{ digits: { split: { train: [0.5, 0.9], test: 0.2 } } }",
        "UNL0010 2:51 'train', 'test' must not add up to more than 1, got 1.1"
    )]
    [TestCase(
        "{ count: 5 }",
        "{ count: 5, fraction: 0.5 }",
        "UNL0009 4:31 'fraction' cannot be given together with 'count'"
    )]
    [TestCase("{ count: 5 }", "", "UNL0008 4:11 'random' needs one of 'count', 'fraction'")]
    [TestCase("{ count: 5 }", "{ fraction: 1 }", "UNL0007 4:31 'fraction' must be above 0 and below 1, got 1")]
    [TestCase(
        "{ count: 5 }",
        "{ fraction: 5 }",
        "UNL0007 4:31 'fraction' must be above 0 and below 1, got 5; 5 % is 0.05"
    )]
    [TestCase("{ count: 5 }", "{ fraction: 5% }", "UNL0006 4:31 'fraction' must be a number, got '5%'; 5% is 0.05")]
    [TestCase(
        "{ count: 5 }",
        "{ fraction: 12.5 }",
        "UNL0007 4:31 'fraction' must be above 0 and below 1, got 12.5; 12.5 % is 0.125"
    )]
    [TestCase("random: { count: 5 }", "threes: class", "UNL0008 4:11 'threes' (class) needs 'label'")]
    [TestCase(
        "retrain:",
        "error-noise:",
        "UNL0015 6:3 The unlearning method 'error-noise' serves only class, not the forget scenario 'random': its noise is made for one class"
    )]
    [TestCase(
        "retrain:",
        "follower:",
        "UNL0028 6:3 The unlearning method 'follower' cannot be combined with the dataset 'digits' without 'path'"
    )]
    [TestCase("retrain:", "retrain: *x", "UNL0002 6:12 Aliases (*) are not supported in manifests; repeat the value")]
    [TestCase("retrain:", "retrain:\n? [a]\n: b", "UNL0002 7:3 A list or map as a key is not supported in manifests")]
    [TestCase(
        "retrain:",
        "retrain:\n---\na: 1",
        "UNL0002 7:1 A second document is not supported in manifests; use a file for each"
    )]
    [TestCase("retrain:", "retrain: [a\nb: c", "UNL0001 6:12 A list or map that begins here or before is not closed")]
    [TestCase("retrain:", "retrain: 'a", "UNL0001 6:12 The text in quotes that begins here does not end")]
    [TestCase("retrain:", "retrain: \"a\u0001\"", "UNL0001 6:14 The character U+0001 is not allowed in YAML")]
    public void A_wrong_manifest_is_reported_where_it_stands(string right, string wrong, string expected)
    {
        IReadOnlyList<string> lines = GeneratorRun
            .OfManifest(Manifests.Small.Replace(right, wrong, StringComparison.Ordinal))
            .Lines;

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.StartWith(expected));
    }

    [TestCase("mlp", "follower:", "")]
    [TestCase(
        "{ type: mlp, hidden: [3] }",
        "follower:",
        "UNL0028 6:3 The unlearning method 'follower' cannot be combined with the model 'mlp' with 'hidden': it follows the default"
    )]
    [TestCase(
        "mlp",
        "follower: { start: on-the-line }",
        "UNL0015 6:22 'start: on-the-line' serves only class, not the forget scenario 'random': there is one class to leave",
        "UNL0028 6:22 'start: on-the-line' cannot be combined with the model 'mlp': it has a line"
    )]
    [TestCase(
        "softmax-regression",
        "follower: { start: [anywhere, on-the-line] }",
        "UNL0015 6:33 'start: on-the-line' serves only class, not the forget scenario 'random': there is one class to leave"
    )]
    public void Options_that_are_given_and_values_that_are_chosen_limit_what_goes_together(
        string model,
        string method,
        params string[] expected
    )
    {
        string manifest = Manifests
            .WithMethods(method)
            .Replace("{ digits: }", "{ digits: { path: there } }", StringComparison.Ordinal)
            .Replace("model: mlp", $"model: {model}", StringComparison.Ordinal);

        Assert.That(
            GeneratorRun.OfManifest(manifest).Lines,
            Is.EqualTo(expected.Where(static line => line.Length > 0))
        );
    }

    [TestCase("", "UNL0006 1:1 The manifest must be a map of options, got nothing")]
    [TestCase("# only a comment\n", "UNL0006 1:1 The manifest must be a map of options, got nothing")]
    [TestCase("- a\n", "UNL0006 1:1 The manifest must be a map of options, got a list")]
    [TestCase("a: 1\n\tb: 2\n", "UNL0001 2:1 A tab indents this line; use blanks")]
    [TestCase("a:\n\tb: 2\n", "UNL0001 2:1 A tab indents this line; use blanks")]
    [TestCase("a:\n  b: 1\n\tc: 2\n", "UNL0001 3:1 A tab indents this line; use blanks")]
    [TestCase("a: 1\n  \tb: 2\n", "UNL0001 2:3 A tab indents this line; use blanks")]
    [TestCase("a: 1\nb:\n\tc: 1\n", "UNL0001 3:1 A tab indents this line; use blanks")]
    [TestCase("# x\n\n\nb:\n\tc: 1\n", "UNL0001 5:1 A tab indents this line; use blanks")]
    [TestCase("a:\n\t- 1\n", "UNL0001 2:1 A tab indents this line; use blanks")]
    [TestCase("a: b: c\n", "UNL0001 1:5 A second ': ' stands in this value")]
    [TestCase("a: 1\n b: 2\n", "UNL0001 2:3 A second ': ' stands in this value, or this line is indented too far")]
    [TestCase("a:\n  b: 1\n c: 2\n", "UNL0001 3:2 This is no 'key: value' of the map")]
    [TestCase("- a\nb: 1\n", "UNL0001 2:1 This is no '- item' of the list")]
    [TestCase("a: [1, 2", "UNL0001 1:9 The list that begins with [ is not closed")]
    [TestCase("a: {b: 1", "UNL0001 1:9 The map that begins with { is not closed")]
    [TestCase("a: @x\n", "UNL0001 1:4 No value begins with this character; put the text in quotes")]
    [TestCase("a: ]\n", "UNL0001 1:4 A value is missing here")]
    [TestCase("{a: 1}}\n", "UNL0001 1:7 This does not belong to what stands before it")]
    public void A_manifest_that_is_no_map_is_one_error(string manifest, string expected)
    {
        IReadOnlyList<string> lines = GeneratorRun.OfManifest(manifest).Lines;

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.StartWith(expected));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_one_error() =>
        Assert.That(
            GeneratorRun.Of(("/a.unlearn.yaml", null)).Lines,
            Is.EqualTo(new[] { "UNL0001 1:1 Cannot be read" })
        );

    [Test]
    public void Ten_mistakes_give_ten_diagnostics_sorted_by_position()
    {
        const string manifest = """
            experiment: ten mistakes
            seeds: { base: -1, count: 3, count: 4 }
            datasets:
              digits: { split: { train: 0.9 } }
            model: { type: mpl }
            trainin: {}
            forget:
              some: { type: random, count: 5, fraction: 0.1 }
              threes: { type: class }
            shards: [1, five]
            methods:
              sisa: { slices: [] }
            """;

        string[] starts =
        [
            .. GeneratorRun.OfManifest(manifest).Lines.Select(line => string.Join(' ', line.Split(' ').Take(2))),
        ];

        Assert.That(
            starts,
            Is.EqualTo(
                new[]
                {
                    "UNL0013 1:13",
                    "UNL0007 2:16",
                    "UNL0003 2:30",
                    "UNL0010 4:22",
                    "UNL0005 5:16",
                    "UNL0004 6:1",
                    "UNL0009 8:35",
                    "UNL0008 9:3",
                    "UNL0006 10:13",
                    "UNL0011 12:19",
                }
            )
        );
    }
}
