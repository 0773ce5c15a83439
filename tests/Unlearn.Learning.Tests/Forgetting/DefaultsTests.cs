using System.Globalization;
using System.Reflection;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Defaults must not destroy a model: test accuracy is at most 0.10 below retraining on the quickstart's setting.</summary>
[Category("Slow")]
[TestFixture("random", typeof(Mlp))]
[TestFixture("class", typeof(Mlp))]
[TestFixture("random", typeof(SoftmaxRegression))]
[TestFixture("random", typeof(Cnn))]
public sealed class DefaultsTests(string scenario, Type model)
{
    private DigitsSetting _setting = null!;
    private double _reference;

    [OneTimeSetUp]
    public void Train()
    {
        _setting = new DigitsSetting(
            scenario == "class" ? new ClassScenario { Label = 3 } : new RandomScenario { Fraction = 0.05 },
            (IModel)Activator.CreateInstance(model)!
        );
        _reference = _setting.TestAccuracy(_setting.Retrained);
        Say("original", _setting.Originals);
        Say("retrained", _setting.Retrained);
    }

    [OneTimeTearDown]
    public void Free() => _setting?.Dispose();

    [Test]
    public void Every_method_is_tested_somewhere()
    {
        string[] left =
        [
            .. WeightMethods.Names.Where(static name =>
                !typeof(DefaultsTests)
                    .GetCustomAttributes<TestFixtureAttribute>()
                    .Any(fixture =>
                        WeightMethods.Serves(
                            WeightMethods.Named(name),
                            Kind((string)fixture.Arguments[0]!),
                            (Type)fixture.Arguments[1]!
                        )
                    )
            ),
        ];

        Assert.That(left, Is.Empty);
    }

    [TestCaseSource(typeof(WeightMethods), nameof(WeightMethods.Names))]
    public void Test_accuracy_falls_at_most_a_tenth_below_retraining(string name)
    {
        IWeightMethod method = WeightMethods.Named(name);
        if (!WeightMethods.Serves(method, Kind(scenario), model))
        {
            Assert.Ignore("A manifest cannot combine the method with this model and scenario.");
        }

        if (model != typeof(Mlp) && WeightMethods.Serves(method, Kind(scenario), typeof(Mlp)))
        {
            Assert.Ignore("Tested on the quickstart's own model.");
        }

        using ParameterStack? own = (method as IOwnTrainingMethod)?.Train(
            _setting.Data,
            [.. _setting.Requests.Select(static request => request.Original)],
            new CostCounter(_setting.Requests.Length),
            default
        );
        var context = new UnlearningContext(
            _setting.Data,
            own ?? _setting.Originals,
            _setting.Requests,
            new CostCounter(_setting.Requests.Length)
        );

        using ParameterStack unlearned = method.Unlearn(context, default);

        Say($"{name} ({context.Cost.Gradients[0]} gradients)", unlearned);
        Assert.That(_setting.TestAccuracy(unlearned), Is.GreaterThanOrEqualTo(_reference - 0.10));
    }

    private static Type Kind(string scenario) => scenario == "class" ? typeof(ClassScenario) : typeof(RandomScenario);

    private void Say(string what, ParameterStack stack) =>
        TestContext.Progress.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{scenario, -7} {what, -45} test {_setting.TestAccuracy(stack):F3} forget {_setting.ForgetAccuracy(stack):F3} retain {_setting.RetainAccuracy(stack):F3}"
            )
        );
}
