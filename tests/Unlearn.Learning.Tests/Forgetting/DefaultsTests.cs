using System.Collections.Concurrent;
using System.Globalization;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Defaults must not destroy a model: test accuracy is at most 0.10 below retraining on the quickstart's setting.</summary>
[Category("Slow")]
public sealed class DefaultsTests
{
    private static readonly (string Scenario, Type Model)[] Settings =
    [
        ("random", typeof(Mlp)),
        ("class", typeof(Mlp)),
        ("random", typeof(SoftmaxRegression)),
        ("random", typeof(Cnn)),
    ];

    private readonly ConcurrentDictionary<(string, Type), Lazy<DigitsSetting>> _settings = [];

    /// <summary>Every method in the settings that a manifest may put it into: in the quickstart's own model where it serves that.</summary>
    public static IEnumerable<TestCaseData> Methods() =>
        from setting in Settings
        from name in WeightMethods.Names
        where Serves(name, setting.Scenario, setting.Model)
        where setting.Model == typeof(Mlp) || !Serves(name, setting.Scenario, typeof(Mlp))
        select new TestCaseData(name, setting.Scenario, setting.Model);

    [OneTimeTearDown]
    public void Free()
    {
        foreach (Lazy<DigitsSetting> setting in _settings.Values)
        {
            setting.Value.Dispose();
        }
    }

    [Test]
    public void Every_method_is_tested_somewhere() =>
        Assert.That(
            WeightMethods.Names.Where(static name => !WeightMethods.OfTextsAlone(WeightMethods.Named(name))),
            Is.SubsetOf(Methods().Select(static data => (string)data.Arguments[0]!))
        );

    [TestCaseSource(nameof(Methods))]
    public void Test_accuracy_falls_at_most_a_tenth_below_retraining(string name, string scenario, Type model)
    {
        DigitsSetting setting = _settings
            .GetOrAdd((scenario, model), static key => new Lazy<DigitsSetting>(() => Train(key.Item1, key.Item2)))
            .Value;
        IWeightMethod method = WeightMethods.Named(name);
        using ParameterStack? own = (method as IOwnTrainingMethod)?.Train(
            setting.Data,
            [.. setting.Requests.Select(static request => request.Original)],
            new CostCounter(setting.Requests.Length),
            default
        );
        var context = new UnlearningContext(
            setting.Data,
            own ?? setting.Originals,
            setting.Requests,
            new CostCounter(setting.Requests.Length)
        );

        using ParameterStack unlearned = method.Unlearn(context, default);

        Say(setting, scenario, $"{name} ({context.Cost.Gradients[0]} gradients)", unlearned);
        Assert.That(
            setting.TestAccuracy(unlearned),
            Is.GreaterThanOrEqualTo(setting.TestAccuracy(setting.Retrained) - 0.10)
        );
    }

    private static DigitsSetting Train(string scenario, Type model)
    {
        var setting = new DigitsSetting(
            scenario == "class" ? new ClassScenario { Label = "3" } : new RandomScenario { Fraction = 0.05 },
            (IModel)Activator.CreateInstance(model)!
        );
        Say(setting, scenario, "original", setting.Originals);
        Say(setting, scenario, "retrained", setting.Retrained);
        return setting;
    }

    private static bool Serves(string method, string scenario, Type model) =>
        WeightMethods.Serves(
            WeightMethods.Named(method),
            scenario == "class" ? typeof(ClassScenario) : typeof(RandomScenario),
            model
        );

    private static void Say(DigitsSetting setting, string scenario, string what, ParameterStack stack) =>
        TestContext.Progress.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{scenario, -7} {what, -45} test {setting.TestAccuracy(stack):F3} forget {setting.ForgetAccuracy(stack):F3} retain {setting.RetainAccuracy(stack):F3}"
            )
        );
}
