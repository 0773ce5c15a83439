using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Tests.Oracles;

namespace Unlearn.Verification.Tests.Audits;

public sealed class AuditInputsTests
{
    private static readonly NamedArray Logits = new("target_logits", [3, 2], [1, 0, 0, 2, 3, 0]);
    private static readonly NamedArray Labels = new("labels", [3], [0, 1, 0]);
    private static readonly NamedArray Members = new("members", [3], [1, 0, 1]);

    [Test]
    public void Arrays_become_an_input()
    {
        AttackInput input = Build(
            Logits,
            Labels,
            Members,
            new NamedArray("shadow_logits", [2, 3, 2], [.. Enumerable.Range(0, 12).Select(i => (double)i)]),
            new NamedArray("shadow_members", [2, 3], [1, 0, 0, 0, 1, 1]),
            new NamedArray("retain_logits", [1, 2], [4, 5]),
            new NamedArray("retain_labels", [1], [1]),
            new NamedArray("target_features", [3, 1], [7, 8, 9]),
            new NamedArray("retrained_features", [1, 3, 1], [4, 5, 6])
        );

        Assert.That(input.Target.Row(1).ToArray(), Is.EqualTo(new[] { 0.0, 2.0 }));
        Assert.That(input.Members, Is.EqualTo(new[] { true, false, true }));
        ShadowOutputs shadows = input.Get(ShadowEvidence.Kind)!;
        Assert.That(shadows.Logits[1].Row(2).ToArray(), Is.EqualTo(new[] { 10.0, 11.0 }));
        Assert.That(shadows.Included[1], Is.EqualTo(new[] { false, true, true }));
        Assert.That(input.Get(RetainEvidence.Kind)!.Labels, Is.EqualTo(new[] { 1 }));
        RepresentationOutputs layers = input.Get(RepresentationEvidence.Kind)!;
        Assert.That(layers.Target.Row(2).ToArray(), Is.EqualTo(new[] { 9.0 }));
        Assert.That(layers.Retrained.Single().Row(0).ToArray(), Is.EqualTo(new[] { 4.0 }));
        Assert.That(input.Get(PopulationEvidence.Kind), Is.Null);
    }

    [Test]
    public void Probabilities_give_the_same_signals_as_their_logits()
    {
        double[] p = [.. Enumerable.Range(0, 3).SelectMany(i => Softmax.Of(Logits.Values.AsSpan(2 * i, 2)))];
        AttackInput fromLogits = Build(Logits, Labels, Members);
        AttackInput fromProbabilities = Build(new("probabilities", [3, 2], p), Labels, Members);

        Assert.That(
            Confidence.Phi(fromProbabilities.Target, fromProbabilities.Labels),
            Is.EqualTo(Confidence.Phi(fromLogits.Target, fromLogits.Labels)).Within(1e-12)
        );

        AttackInput certain = Build(new("probabilities", [3, 2], [1, 0, 0, 1, 1, 0]), Labels, Members);
        Assert.That(Confidence.Phi(certain.Target, certain.Labels), Has.All.EqualTo(-Math.Log(1e-30)));
    }

    [Test]
    public void The_oracle_passes_through_named_arrays()
    {
        JsonElement oracle = Oracle.Read("lira.input.json");
        NamedArray Read(string name, string source, params int[] shape) =>
            new(name, shape, [.. Flat(oracle.GetProperty(source))]);

        AttackInput input = Build(
            Read("target_logits", "logits_target", 200, 4),
            Read("labels", "labels", 200),
            Read("members", "target_member", 200),
            Read("shadow_logits", "logits_shadow_balanced", 32, 200, 4),
            Read("shadow_members", "mask_balanced", 32, 200)
        );

        Assert.That(
            new Lira { Variance = LiraVariance.PerExample }
                .Evaluate(input)
                .Of("auc"),
            Is.EqualTo(0.906).Within(1e-12)
        );
    }

    [Test]
    public void An_attacked_point_may_have_several_queries() =>
        Assert.That(
            AuditInputs.Attacked.Select(static array => (array.Name, array.MayHaveQueries)),
            Is.EqualTo(new[] { ("target_logits", true), ("labels", false), ("members", false) })
        );

    [Test]
    public void An_unknown_name_is_told_even_where_nothing_is_missing() =>
        Assert.That(
            static () => Build(Logits, Labels, Members, Members with { Name = "member" }),
            Throws.TypeOf<InputException>().With.Message.StartsWith("'member' is no array of an audit.")
        );

    [Test]
    public void Names_of_classes_come_with_the_labels()
    {
        Assert.That(
            Build(Logits, Labels with { Names = ["cat", "dog"] }, Members).ClassNames,
            Is.EqualTo(new[] { "cat", "dog" })
        );
        Assert.That(Build(Logits, Labels, Members).ClassNames, Is.Empty);
    }

    // An attack on representations needs no outputs: as many classes as the labels name, and two at least.
    [TestCase(2.0, 3)]
    [TestCase(0.0, 2)]
    public void Where_no_outputs_are_needed_there_are_zeros_in_their_place(double largest, int classes)
    {
        NamedArray[] arrays = [Labels with { Values = [0, largest, 0] }, Members];
        AttackInput input = AuditInputs.Build(arrays, [RepresentationEvidence.Kind], outputs: false);
        Assert.That((input.Target.Points, input.Target.Classes), Is.EqualTo((3, classes)));
        Assert.That(input.Target.Values, Has.All.Zero);
        Assert.That(input.Labels, Is.EqualTo(new[] { 0, (int)largest, 0 }));
        Assert.That(
            () => AuditInputs.Build(arrays, [RepresentationEvidence.Kind]),
            Throws.TypeOf<InputException>().With.Message.StartsWith("There is no 'target_logits'")
        );
    }

    [Test]
    public void Outputs_that_are_given_are_read_though_none_are_needed() =>
        Assert.That(
            AuditInputs.Build([Logits, Labels, Members], [], outputs: false).Target.Values,
            Is.EqualTo(Logits.Values)
        );

    public static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("no target", "target_logits", Labels, Members);
        yield return Case("no labels", "no array 'labels'", Logits, Members);
        yield return Case("an unknown name", "'members'", Logits, Labels, Members with { Name = "member" });
        yield return Case("twice", "given twice", Logits, Labels, Members, Logits with { Name = "logits" });
        yield return Case(
            "not a number",
            "[2, 0]",
            Logits with
            {
                Values = [1, 0, 0, 2, double.NaN, 0],
            },
            Labels,
            Members
        );
        yield return Case("a wrong length", "takes 6", Logits with { Values = [1, 0] }, Labels, Members);
        yield return Case("a wrong shape", "expected 3", Logits, Labels with { Shape = [1, 3] }, Members);
        yield return Case("a label that is no class", "0 to 1", Logits, Labels with { Values = [0, 2, 0] }, Members);
        yield return Case("half a member", "[1]", Logits, Labels, Members with { Values = [1, 0.5, 0] });
        yield return Case("no member", "no member", Logits, Labels, Members with { Values = [0, 0, 0] });
        yield return Case(
            "probabilities that do not sum to one",
            "sums to",
            new NamedArray("target_probabilities", [3, 2], [0.5, 0.5, 0.5, 0.4, 1, 0]),
            Labels,
            Members
        );
        yield return Case(
            "logits named probabilities",
            "'_logits'",
            new NamedArray("target_probabilities", [3, 2], [3, -2, 0.5, 0.5, 1, 0]),
            Labels,
            Members
        );
        yield return Case(
            "shadows of other points",
            "models x 3 x 2",
            Logits,
            Labels,
            Members,
            new NamedArray("shadow_logits", [1, 2, 2], [1, 2, 3, 4]),
            new NamedArray("shadow_members", [1, 2], [1, 0])
        );
        yield return Case(
            "shadows without masks",
            "shadow_members",
            Logits,
            Labels,
            Members,
            new NamedArray("shadow_logits", [1, 3, 2], [1, 2, 3, 4, 5, 6])
        );
        yield return Case(
            "masks without shadows",
            "without outputs",
            Logits,
            Labels,
            Members,
            new NamedArray("shadow_members", [1, 3], [1, 0, 1])
        );
    }

    [TestCaseSource(nameof(Wrong))]
    public void What_cannot_be_used_is_an_error_in_words(NamedArray[] arrays, string expected)
    {
        Assert.That(() => Build(arrays), Throws.TypeOf<InputException>().With.Message.Contains(expected));
    }

    private static AttackInput Build(params NamedArray[] arrays) =>
        AuditInputs.Build(
            arrays,
            [ShadowEvidence.Kind, RetainEvidence.Kind, PopulationEvidence.Kind, RepresentationEvidence.Kind]
        );

    private static TestCaseData Case(string name, string expected, params NamedArray[] arrays) =>
        new TestCaseData(arrays, expected).SetArgDisplayNames(name);

    private static IEnumerable<double> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetDouble()];
}
