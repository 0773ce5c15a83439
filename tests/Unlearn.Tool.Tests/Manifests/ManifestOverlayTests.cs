using Unlearn.Tool.Manifests;
using Unlearn.Verification;

namespace Unlearn.Tool.Tests.Manifests;

public sealed class ManifestOverlayTests
{
    private const string Text = """
        # a comment
        experiment: tiny # kept
        seeds: { count: 2 }
        shards: [1, 5]
        training:
          epochs: 3 # three

          momentum: 0.9
        # between
        methods:
          retrain: # the reference
          sisa: { slices: 2 }
        models:
          - type: mlp
            hidden: [8]
        empty: {}
        long: [ # one ]
          1,
          2, # two ]
        ]

        """;

    [TestCase("a: &x [*x]", "a=1")]
    [TestCase("a: &x { b: *x }", "a.b.c=1")]
    public void What_contains_itself_is_left_to_the_compiler(string manifest, string assignment)
    {
        Assert.That(ManifestOverlay.Apply(manifest, assignment), Is.EqualTo(manifest));
    }

    [Test]
    public void Nesting_as_deep_as_a_text_is_long_ends_in_words()
    {
        string deep = new('[', 100_000);

        Assert.That(ManifestOverlay.Apply($"a: {deep}", "b=1"), Is.EqualTo($"a: {deep}"));
        Assert.That(
            () => ManifestOverlay.Apply("a: 1", $"b={deep}"),
            Throws.TypeOf<InputException>().With.Message.Contains("nested too deeply")
        );
    }

    [TestCase("experiment=other", "experiment: tiny #", "experiment: other #")]
    [TestCase("seeds.count=7", "{ count: 2 }", "{ count: 7 }")]
    [TestCase("shards=[3]", "[1, 5]", "[3]")]
    [TestCase("shards.1=9", "[1, 5]", "[1, 9]")]
    [TestCase("training.epochs=10", "epochs: 3 # three", "epochs: 10 # three")]
    [TestCase("seeds.base=3", "{ count: 2 }", "{ base: 3, count: 2 }")]
    [TestCase("training.batchSize=8", "  epochs: 3", "  batchSize: 8\n  epochs: 3")]
    [TestCase("methods.retrain.x=1", "retrain: # the", "retrain: { x: 1 } # the")]
    [TestCase("methods.extra.steps=4", "  retrain:", "  extra: { steps: 4 }\n  retrain:")]
    [TestCase("models.0.hidden=[4, 4]", "hidden: [8]", "hidden: [4, 4]")]
    [TestCase("models.0.activation=tanh", "- type: mlp", "- activation: tanh\n    type: mlp")]
    [TestCase("empty.a.b=1", "empty: {}", "empty: { a: { b: 1 } }")]
    [TestCase("description=Hello, [world]", "experiment:", "description: \"Hello, [world]\"\nexperiment:")]
    [TestCase("description='it''s'", "experiment:", "description: \"it's\"\nexperiment:")]
    [TestCase("long=[7]", "[ # one ]\n  1,\n  2, # two ]\n]", "[7]")]
    [TestCase("training={ epochs: 1 }", "epochs: 3 # three\n\n  momentum: 0.9", "{ epochs: 1 }")]
    public void One_value_changes_and_the_rest_stays(string assignment, string before, string after)
    {
        Assert.That(
            ManifestOverlay.Apply(Text, assignment),
            Is.EqualTo(Text.Replace(before, after, StringComparison.Ordinal))
        );
    }

    [TestCase("seeds", "write path.to.key=value")]
    [TestCase("=3", "write path.to.key=value")]
    [TestCase("seeds..count=3", "write path.to.key=value")]
    [TestCase("experiment.name=x", "'experiment' is no map")]
    [TestCase("shards.7=1", "'shards' is no map")]
    [TestCase("seeds=count: 3", "write lists as [a, b] and maps as { a: b }")]
    [TestCase("seeds=[1", "is not YAML")]
    [TestCase("seeds=1\n--- 2", "one line")]
    public void What_cannot_be_applied_is_said_in_words(string assignment, string words) =>
        Assert.That(
            () => ManifestOverlay.Apply(Text, assignment),
            Throws.TypeOf<InputException>().With.Message.Contains(words)
        );

    [TestCase("experiment: [")]
    [TestCase("just text")]
    [TestCase("")]
    public void Text_that_is_no_map_is_left_to_the_compiler(string text) =>
        Assert.That(ManifestOverlay.Apply(text, "seeds.count=3"), Is.EqualTo(text));
}
