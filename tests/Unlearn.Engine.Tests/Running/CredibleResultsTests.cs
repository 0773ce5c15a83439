using System.Text.Json;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Running;

/// <summary>What a credible report asks for, read from <c>results.json</c> as anybody would read it.</summary>
public sealed class CredibleResultsTests
{
    private TemporaryFolder _folder = null!;
    private JsonElement[] _rows = [];
    private JsonElement _root;
    private long _epochs;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [Samples.Digits.Forget[0]],
            Shards = [1],
            Methods = [Samples.Digits.Methods.Single(static method => method.Name == "ascent")],
            Attacks =
            [
                new("lira", new Lira { Shadows = 8 }),
                new("u-lira", new ULira { Shadows = 16 }),
                new("epsilon", new EpsilonBoundAttack { Shadows = 32 }),
                new("klom", new Klom { Shadows = 32 }),
                new("challenge", new ChallengeScore { Shadows = 32 }),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, _folder["run"], _folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        using JsonDocument json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(_folder["run"], RunFolder.ResultsFile))
        );
        _root = json.RootElement.Clone();
        _rows = [.. _root.GetProperty("settings")[0].GetProperty("rows").EnumerateArray()];
        _epochs = definition.Training.Epochs;
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void Original_reference_and_null_stand_beside_the_methods() =>
        Assert.That(
            _rows.Select(static row => row.GetProperty("id").GetString()),
            Is.EqualTo(new[] { "original", "reference", "null", "ascent" })
        );

    [TestCase("lira/retain-auc")]
    [TestCase("u-lira/retain-accuracy-mean")]
    [TestCase("epsilon/retain-epsilon-lower")]
    [TestCase("klom/retain-klom-mean")]
    [TestCase("challenge/retain-forgetting-score")]
    public void Retained_points_are_attacked_too(string name)
    {
        foreach (JsonElement row in _rows)
        {
            Assert.That(Figure(row, name).GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Number));
        }
    }

    [TestCase("lira", "auc", 8)]
    [TestCase("u-lira", "accuracy-mean", 16)]
    [TestCase("epsilon", "epsilon-lower", 32)]
    [TestCase("klom", "klom-mean", 32)]
    [TestCase("challenge", "forgetting-score", 32)]
    public void Half_the_models_are_tried_too_and_all_are_counted(string attack, string headline, int models)
    {
        Assert.That(
            Figure(_rows[3], $"{attack}/{headline}-half-shadows").GetProperty("value").ValueKind,
            Is.EqualTo(JsonValueKind.Number)
        );
        Assert.That(Figure(_rows[3], $"{attack}/shadows").GetProperty("value").GetDouble(), Is.EqualTo(models));
    }

    [Test]
    public void Rates_carry_clopper_pearson_intervals_or_say_why_not()
    {
        JsonElement one = Figure(_rows[3], "lira/tpr-at-1%-fpr");
        JsonElement tenth = Figure(_rows[3], "lira/tpr-at-0.1%-fpr");

        Assert.That(one.GetProperty("interval").GetProperty("method").GetString(), Is.EqualTo("clopper-pearson"));
        Assert.That(tenth.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(tenth.GetProperty("notResolvable").GetString(), Does.Contain("at least 1000"));
    }

    [Test]
    public void Areas_carry_delong_intervals() =>
        Assert.That(
            Figure(_rows[3], "lira/auc").GetProperty("interval").GetProperty("method").GetString(),
            Is.EqualTo("delong")
        );

    [Test]
    public void Epsilon_stands_beside_its_cap_for_the_number_of_models()
    {
        foreach (JsonElement row in _rows)
        {
            double lower = Figure(row, "epsilon/epsilon-lower").GetProperty("value").GetDouble();
            double cap = Figure(row, "epsilon/epsilon-cap").GetProperty("value").GetDouble();
            Assert.That(cap, Is.GreaterThan(0.0));
            Assert.That(lower, Is.InRange(0.0, cap));
        }
    }

    [Test]
    public void Verification_is_charged_what_it_took_and_not_a_training_for_every_unlearning()
    {
        JsonElement setting = _root.GetProperty("settings")[0];
        int train = setting.GetProperty("trainPoints").GetInt32();
        int forget = setting.GetProperty("forgetPoints").GetInt32();
        long spent = _root.GetProperty("verificationGradients").GetInt64();

        // 8 shadows on halves of 600 points; inside the loop 16 originals, 16 models retrained and 16 retrained instead of unlearned;
        // the reference and the null model; and 16 unlearned models, each of at most 51 steps on the forget set.
        long trained = _epochs * ((8 * 300) + (16 * train) + (34 * (train - forget)));
        Assert.That(_root.GetProperty("verificationModels").GetInt32(), Is.EqualTo(8 + 16 + 34 + 16));
        Assert.That(spent - trained, Is.InRange(16, 16 * 51 * forget));
    }

    private static JsonElement Figure(JsonElement row, string name) =>
        row.GetProperty("trials")[0]
            .GetProperty("figures")
            .EnumerateArray()
            .Single(figure => figure.GetProperty("name").GetString() == name);
}
