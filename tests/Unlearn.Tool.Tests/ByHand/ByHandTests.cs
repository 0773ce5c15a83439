using System.Text.Json;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Native;
using Unlearn.Tool.Compilation;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.ByHand;

/// <summary>
/// A manifest, a model and twelve points of which every figure in <c>results.json</c> is known by arithmetic.
/// </summary>
/// <remarks>
/// <para>
/// With classes s = +1 and -1 the model answers +1 where d(x) = z_plus - z_minus is positive. From zero weights every probability is 1/2,
/// so that one step of length ln 3 on all n points gives d(x) = ln 3 (x mean(s x) + mean(s)).
/// </para>
/// <para>
/// Original, eight points: the sum of s x is 8, of s 0, so d = ln 3 x. Reference, the four retained points: the sums are 5 and -2, so
/// d = ln 3 (5 x - 2)/4, positive beyond x = 0.4. In units of ln 3, phi = s d of the true class:
/// </para>
/// <code>
///              x     s   original  reference
/// forgotten   1/4    +     1/4      -3/16
///             3/8    +     3/8      -1/32
///            17/8    +    17/8      69/32
///            -1/4    -     1/4      13/16
/// retained    1/4    +     1/4      -3/16
///            -1/2    -     1/2       9/8
///            -5/4    -     5/4      33/16
///             -3     -      3       17/4
/// test         1     +      1        3/4
///             1/8    -    -1/8      11/32
///             -1     -      1        7/4
///             -1     +     -1       -7/4
/// </code>
/// </remarks>
public sealed class ByHandTests
{
    private const string Manifest = """
        experiment: by-hand
        seeds: { count: 1 }
        datasets:
          points: { type: twelve-points }
        model: zero-start
        training: { optimizer: sgd, learningRate: 1.0986122886681098, momentum: 0, batchSize: 8, epochs: 1 }
        forget:
          group-one: { type: group, group: 1 }
        methods:
          retrain:
          nothing: { type: fine-tune, epochs: 0 }
        attacks:
          loss: { type: loss-threshold }
          pair: { type: pair-leakage, feature: confidence-drop }
          distance: { type: weight-distance }
        """;

    /// <summary>Not resolvable, which is null in the file: four non-members cannot resolve one false positive in a hundred.</summary>
    private static double? NotResolvable => null;

    private static readonly Dictionary<string, double?> Original = new()
    {
        // phi > 0: 4 of 4, 4 of 4, 2 of 4; the reference: 3, 2, 3.
        ["retain-accuracy"] = 1,
        ["forget-accuracy"] = 1,
        ["test-accuracy"] = 2 / 4.0,
        ["retain-accuracy-gap"] = 1 / 4.0,
        ["forget-accuracy-gap"] = 2 / 4.0,
        ["test-accuracy-gap"] = -1 / 4.0,
        ["forget-output-gap"] = MeanDistance(),
        // Forgotten against test points, pairs won of 16: 2 + 2 + 4 + 2.
        ["loss/auc"] = 10 / 16.0,
        ["loss/tpr-at-1%-fpr"] = NotResolvable,
        ["loss/tpr-at-0.1%-fpr"] = NotResolvable,
        // All four and two of four at 1/4.
        ["loss/balanced-accuracy"] = 3 / 4.0,
        // The mean of log p over retained points is that of phi = 0.885 ln 3: above are 17/8, and 1 twice.
        ["loss/advantage"] = (1 / 4.0) - (2 / 4.0),
        ["loss/tpr"] = 1 / 4.0,
        ["loss/fpr"] = 2 / 4.0,
        // Retained against test points: 2 + 2 + 4 + 4.
        ["loss/retain-auc"] = 12 / 16.0,
        ["loss/auc-gap"] = 1 / 16.0,
        // The model compared with itself: all differences are 0.
        ["pair/auc"] = 1 / 2.0,
        ["pair/tpr-at-1%-fpr"] = NotResolvable,
        ["pair/tpr-at-0.1%-fpr"] = NotResolvable,
        ["pair/balanced-accuracy"] = 1 / 2.0,
        ["pair/retain-auc"] = 1 / 2.0,
        ["pair/auc-gap"] = -1 / 16.0,
        // Weights (w-, w+, b-, b+) in units of ln 3 / 2: the original (-1, 1, 0, 0), the reference (-5/4, 5/4, 1/2, -1/2).
        ["distance/weight-distance"] = Math.Sqrt(5 / 29.0),
        ["distance/weight-distance-euclidean"] = Math.Log(3) / 2 * Math.Sqrt(5 / 8.0),
        ["distance/weight-cosine"] = 5 / Math.Sqrt(29),
        ["distance/weight-distance-original"] = Math.Sqrt(5 / 29.0),
    };

    private static readonly Dictionary<string, double?> Reference = new()
    {
        ["retain-accuracy"] = 3 / 4.0,
        ["forget-accuracy"] = 2 / 4.0,
        ["test-accuracy"] = 3 / 4.0,
        ["retain-accuracy-gap"] = 0,
        ["forget-accuracy-gap"] = 0,
        ["test-accuracy-gap"] = 0,
        ["forget-output-gap"] = 0,
        // 1 + 1 + 4 + 3.
        ["loss/auc"] = 9 / 16.0,
        ["loss/tpr-at-1%-fpr"] = NotResolvable,
        ["loss/tpr-at-0.1%-fpr"] = NotResolvable,
        // One and none at 69/32, two and one at 13/16, or four and three at -3/16.
        ["loss/balanced-accuracy"] = 5 / 8.0,
        // The mean of log p over retained points is that of phi = 0.988 ln 3: above are 69/32, and 7/4.
        ["loss/advantage"] = 0,
        ["loss/tpr"] = 1 / 4.0,
        ["loss/fpr"] = 1 / 4.0,
        // 1 + 3 + 4 + 4.
        ["loss/retain-auc"] = 12 / 16.0,
        ["loss/auc-gap"] = 0,
        // phi of the original less phi, s (2 - x)/4: forgotten 7/16, 13/32, -1/32, -9/16; test 1/4, -15/32, -3/4, 3/4: 3 + 3 + 2 + 1.
        ["pair/auc"] = 9 / 16.0,
        ["pair/tpr-at-1%-fpr"] = NotResolvable,
        ["pair/tpr-at-0.1%-fpr"] = NotResolvable,
        // Two and one at 13/32, three and two at -1/32, or four and three at -9/16.
        ["pair/balanced-accuracy"] = 5 / 8.0,
        // Retained 7/16, -5/8, -13/16, -5/4: 3 + 1.
        ["pair/retain-auc"] = 4 / 16.0,
        ["pair/auc-gap"] = 0,
        ["distance/weight-distance"] = 0,
        ["distance/weight-distance-euclidean"] = 0,
        ["distance/weight-cosine"] = 1,
        ["distance/weight-distance-original"] = Math.Sqrt(5 / 29.0),
    };

    /// <summary>The same as an answer to the request: one pass over four points, as many as retraining takes.</summary>
    private static readonly Dictionary<string, double?> Retrained = new(Reference)
    {
        ["original-test-accuracy"] = 2 / 4.0,
        ["gradients"] = 4,
        ["points-retrained"] = 4,
        ["speed-up"] = 1,
    };

    private static readonly Dictionary<string, Dictionary<string, double?>> Rows = new()
    {
        ["original"] = Original,
        ["reference"] = Retrained,
        // From zero, other seeds give other orders of one batch: the same model.
        ["null"] = Reference,
        ["retrain"] = Retrained,
        ["nothing"] = new(Original)
        {
            ["original-test-accuracy"] = 2 / 4.0,
            ["gradients"] = 0,
            ["speed-up"] = NotResolvable,
        },
    };

    private static readonly string[] RowIds = [.. Rows.Keys];

    private WorkFolder _folder = null!;
    private JsonElement _setting;

    [OneTimeSetUp]
    public async Task Run()
    {
        TorchThread.Prepare();
        _folder = new WorkFolder();
        using CompiledManifests compiled = new ManifestCompiler().Compile([new("by-hand.unlearn.yaml", Manifest)]);
        Assert.That(compiled.Diagnostics, Is.Empty);
        IExperiment experiment = compiled.Experiments.Single();
        await new ExperimentRunner().RunAsync(
            new RunRequest
            {
                Experiment = experiment,
                Definition = experiment.Define(),
                Folder = _folder.At("run"),
                Store = _folder.At("store"),
                Data = new DataFolders([], _folder.Path),
                Jobs = 1,
            },
            new Progress<RunEvent>(),
            CancellationToken.None
        );
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("run", RunFolder.ResultsFile)));
        _setting = json.RootElement.GetProperty("settings")[0].Clone();
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [TestCaseSource(nameof(RowIds))]
    public void Every_figure_is_the_one_known_by_hand(string row)
    {
        Dictionary<string, double?> found = Figures(row).ToDictionary(Name, static figure => Number(figure, "value"));

        Assert.That(found.Keys, Is.EquivalentTo(Rows[row].Keys));
        foreach ((string name, double? expected) in Rows[row])
        {
            Assert.That(found[name], expected is { } value ? Is.EqualTo(value).Within(1e-6) : Is.Null, name);
        }
    }

    [Test]
    public void The_gap_of_two_attacks_carries_the_error_of_the_pairs()
    {
        // Shares won differ by (1, 1, 0, -1)/4 over forgotten and by (-1, 2, 0, 0)/4 over test points, 1/16 on average. Sums of squared
        // deviations 11/64 and 19/64; the variance is (11/64 + 19/64)/3/4 = 5/128. Without pairing it would be 47/384.
        JsonElement gap = Figures("original").Single(static figure => Name(figure) == "loss/auc-gap");
        double reach = 1.959963984540054 * Math.Sqrt(5 / 128.0);

        Assert.That(Number(gap.GetProperty("interval"), "lower"), Is.EqualTo((1 / 16.0) - reach).Within(1e-9));
        Assert.That(Number(gap.GetProperty("interval"), "upper"), Is.EqualTo((1 / 16.0) + reach).Within(1e-9));
    }

    [TestCase("original", "loss", 0.7518296340458492, Description = "z = (1/16)/sqrt(5/128), so p = erfc(sqrt(1/20))")]
    [TestCase(
        "original",
        "pair",
        0.7984319648086431,
        Description = "variance (11/64 + 35/64)/3/4 = 23/384, so p = erfc(sqrt(3/92))"
    )]
    [TestCase("retrain", "loss", 1)]
    [TestCase("null", "pair", 1)]
    public void A_row_is_tested_against_the_reference_point_by_point(string row, string attack, double p) =>
        Assert.That(
            Number(
                Row(row)
                    .GetProperty("summary")
                    .EnumerateArray()
                    .Single(figure => Name(figure) == $"{attack}/p-against-reference"),
                "value"
            ),
            Is.EqualTo(p).Within(1e-9)
        );

    [Test]
    public void A_gap_of_accuracies_carries_the_error_of_the_pairs()
    {
        // One of four retained points is right by the original alone: mean 1/4, deviation 1/2, and t of three degrees of freedom.
        JsonElement interval = Figures("original")
            .Single(static figure => Name(figure) == "retain-accuracy-gap")
            .GetProperty("interval");
        const double Reach = 3.182446305284263 / 4;

        Assert.That(Number(interval, "lower"), Is.EqualTo(0.25 - Reach).Within(1e-9));
        Assert.That(Number(interval, "upper"), Is.EqualTo(0.25 + Reach).Within(1e-9));
    }

    private JsonElement Row(string id) =>
        _setting.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("id").GetString() == id);

    private JsonElement.ArrayEnumerator Figures(string row) =>
        Row(row).GetProperty("trials")[0].GetProperty("figures").EnumerateArray();

    private static string Name(JsonElement figure) => figure.GetProperty("name").GetString()!;

    private static double? Number(JsonElement owner, string property) =>
        owner.GetProperty(property) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>Mean over forgotten points of the difference of probabilities 1 / (1 + 3^-d) at d = x and d = (5 x - 2)/4.</summary>
    private static double MeanDistance() =>
        new[] { 0.25, 0.375, 2.125, -0.25 }.Average(static x =>
            Math.Abs(Probability(x) - Probability(((5 * x) - 2) / 4))
        );

    private static double Probability(double d) => 1 / (1 + Math.Pow(3, -d));
}
