using Unlearn.Generators.Tests.Harness;
using static Unlearn.Generators.Tests.Harness.Items;

namespace Unlearn.Generators.Tests;

/// <summary>What <c>tune</c> makes of the search spaces beside options.</summary>
public class TuningTests
{
    [Test]
    public void Options_with_a_search_space_are_emitted_typed_and_can_be_set()
    {
        dynamic method = Item(Tuned("gradient-ascent:").Methods, 0);

        Assert.That(Options(method), Is.EqualTo(new[] { "learningRate", "steps", "clip" }));
        dynamic rate = Item(method.Search, 0);
        Assert.That((double)rate.Space.Least, Is.EqualTo(1e-4));
        Assert.That((double)rate.Space.Most, Is.EqualTo(1.0));
        Assert.That((bool)rate.Space.Logarithmic, Is.True);
        Assert.That((double)rate.With(method.Value, 0.5).LearningRate, Is.EqualTo(0.5));
        Assert.That((double)method.Value.LearningRate, Is.EqualTo(1e-3), "the component itself is left as it was");
        dynamic steps = Item(method.Search, 1);
        Assert.That((bool)steps.Space.Whole, Is.True);
        Assert.That((int)steps.With(method.Value, 20.0).Steps, Is.EqualTo(20));
        dynamic clip = Item(method.Search, 2);
        Assert.That((IEnumerable<string>)clip.Space.Choices, Is.EqualTo(new[] { "true", "false" }));
        Assert.That((bool)clip.With(method.Value, 0.0).Clip, Is.True);
        Assert.That((bool)clip.With(method.Value, 1.0).Clip, Is.False);
    }

    [Test]
    public void Choices_of_an_enum_and_of_an_optional_number_are_set_by_their_index()
    {
        dynamic method = Item(Tuned("chooser:").Methods, 0);

        dynamic activation = Item(method.Search, 0);
        Assert.That((IEnumerable<string>)activation.Space.Choices, Is.EqualTo(new[] { "relu", "tanh" }));
        Assert.That((string)activation.With(method.Value, 1.0).Activation.ToString(), Is.EqualTo("Tanh"));
        Assert.That((double?)Item(method.Search, 1).With(method.Value, 1.0).Factor, Is.EqualTo(2.0));
    }

    [Test]
    public void An_option_that_the_manifest_gives_is_not_searched()
    {
        dynamic method = Item(Tuned("gradient-ascent: { learningRate: 0.01, clip: true }").Methods, 0);

        Assert.That(Options(method), Is.EqualTo(new[] { "steps" }));
    }

    [Test]
    public void Methods_without_a_space_or_excepted_are_not_searched()
    {
        dynamic definition = Tuned("retrain:\ngradient-ascent:\nother: { type: gradient-ascent }", "except: [other]");

        Assert.That(Options(Item(definition.Methods, 0)), Is.Empty);
        Assert.That(Options(Item(definition.Methods, 1)), Has.Length.EqualTo(3));
        Assert.That(Options(Item(definition.Methods, 2)), Is.Empty);
    }

    [Test]
    public void A_sweep_over_another_option_is_searched_at_each_of_its_values()
    {
        dynamic definition = Tuned("gradient-ascent: { salt: [1, 2] }");

        Assert.That((string)Item(definition.Methods, 1).Id, Is.EqualTo("gradient-ascent[salt=2]"));
        Assert.That(Options(Item(definition.Methods, 1)), Has.Length.EqualTo(3));
    }

    [Test]
    public void Without_tune_nothing_is_searched() =>
        Assert.That(
            Options(Item(GeneratorRun.OfManifest(Manifests.WithMethods("gradient-ascent:")).Define().Methods, 0)),
            Is.Empty
        );

    [TestCase(
        "gradient-ascent: { learningRate: [0.1, 1] }",
        "",
        "UNL0024 6:36 'learningRate' of 'gradient-ascent' is a sweep axis and in the search space of 'tune': give one value, leave it to tuning, or list 'gradient-ascent' under 'except'"
    )]
    [TestCase(
        "gradient-ascent:",
        "except: [gradient-acsent]",
        "UNL0012 7:18 'except' cannot be 'gradient-acsent'; did you mean 'gradient-ascent'? Known: gradient-ascent"
    )]
    [TestCase(
        "retrain:",
        "",
        "UNL0017 7:1 'tune' has no effect: nothing in this manifest uses it; none of its methods has an option with a search space"
    )]
    [TestCase("gradient-ascent:", "trials: 0", "UNL0007 7:17 'trials' must be at least 1 and at most 10000, got 0")]
    public void A_wrong_wish_is_reported_where_it_stands(string methods, string tune, string expected) =>
        Assert.That(GeneratorRun.OfManifest(Manifest(methods, tune)).Lines, Is.EqualTo(new[] { expected }));

    [Test]
    public void Spaces_that_cannot_be_searched_are_reported_at_the_method()
    {
        string[] faults =
        [
            "'tooWide' in bad-spaces cannot be searched: the option must be at least 1 and at most 10",
            "'zero' in bad-spaces cannot be searched: logarithms need a lower end above 0",
            "'reversed' in bad-spaces cannot be searched: its lower end is not below its upper end",
            "'words' in bad-spaces cannot be searched: only numbers have a range",
            "'choice' in bad-spaces cannot be searched: its choices are not of the option's type",
            "'lonely' in bad-spaces cannot be searched: it needs two or more different choices",
        ];
        Assert.That(
            GeneratorRun.OfManifest(Manifest("bad-spaces:", "")).Lines,
            Is.EqualTo(faults.Select(static fault => $"UNL0027 6:3 The search space of {fault}"))
        );
    }

    private static dynamic Tuned(string methods, string tune = "") =>
        GeneratorRun.OfManifest(Manifest(methods, tune)).Define();

    private static string Manifest(string methods, string tune) =>
        Manifests.WithMethods(methods) + $"\ntune: {{ {tune} }}\n";

    private static string[] Options(dynamic method)
    {
        List<string> options = [];
        foreach (dynamic option in method.Search)
        {
            options.Add((string)option.Option);
        }

        return [.. options];
    }
}
