using System.Reflection;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>
/// A method that takes no step, or steps of length zero, leaves the model as it is, on every kind of network and running statistics
/// included; or leaves the start that its rule says it has.
/// </summary>
public sealed class IdentityTests
{
    /// <summary>Rules that change the model before they descend, and how.</summary>
    private static readonly Dictionary<string, string> StartElsewhere = new()
    {
        ["amnesiac"] = "takes updates back before it repairs",
        ["ct"] = "transposes kernels before it fine-tunes",
        ["eu-k"] = "initialises layers anew before it trains them",
        ["msg"] = "initialises weights anew before it fine-tunes",
        ["prmq"] = "initialises weights anew, and rounds at the end",
        ["undo"] = "mixes weights with fresh ones before it distils",
    };

    /// <summary>Rules of which no option turns all steps off.</summary>
    private static readonly string[] AlwaysStep = ["fcs", "langevin"];

    private static readonly string[] Models = ["mlp", "softmax-regression", "cnn", "resnet"];

    private readonly Dictionary<string, Setting> _settings = [];

    private static IEnumerable<TestCaseData> OnModels(Func<IWeightMethod, bool> has) =>
        from method in WeightMethods.All
        where has(method)
        from model in Models
        where WeightMethods.Serves(method, WeightMethods.Model(model).GetType(), typeof(ClassScenario))
        select new TestCaseData(WeightMethods.Name(method.GetType()), model);

    private static IEnumerable<TestCaseData> WithRates => OnModels(static method => Rates(method).Length > 0);

    private static IEnumerable<TestCaseData> WithSteps => OnModels(static method => Steps(method).Length > 0);

    [OneTimeTearDown]
    public void Free()
    {
        foreach (Setting setting in _settings.Values)
        {
            setting.Dispose();
        }
    }

    [TestCaseSource(nameof(WithRates))]
    public void Steps_of_length_zero(string name, string model)
    {
        IWeightMethod method = Alone(name);
        if (name == "langevin")
        {
            Assert.Ignore(
                "A step length of 0 is outside of its range: the noise has the same factor, and nothing would be hidden."
            );
        }

        Setting setting = For(method, model);
        IWeightMethod still = Rates(method).Aggregate(method, static (now, rate) => WeightMethods.With(now, rate, 0.0));

        using ParameterStack after = setting.Unlearn(still);

        AssertStays(name, setting, after);
    }

    [TestCaseSource(nameof(WithSteps))]
    public void No_steps(string name, string model)
    {
        IWeightMethod method = Alone(name);
        Setting setting = For(method, model);
        IWeightMethod still = Steps(method).Aggregate(method, static (now, steps) => WeightMethods.With(now, steps, 0));

        using ParameterStack after = setting.Unlearn(still);

        AssertStays(name, setting, after);
    }

    [Test]
    public void A_step_that_is_taken_back_takes_running_statistics_back()
    {
        Setting setting = For(new GradientAscent(), "resnet");
        var once = new GradientAscent
        {
            Steps = 1,
            TargetLoss = 1e3,
            LearningRate = 1e-3,
            BatchSize = 999,
        };
        using ParameterStack moved = setting.Unlearn(once);
        var stops = once with { Steps = 50, TargetLoss = 0.0 };

        using ParameterStack after = setting.Unlearn(stops);

        Assert.That(Bits.Doubles(moved), Is.Not.EqualTo(Bits.Doubles(setting.Originals)));
        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(setting.Originals)));
    }

    [Test]
    public void Running_statistics_move_once_a_step()
    {
        Setting setting = For(new GradientAscent(), "resnet");
        var ascent = new GradientAscent
        {
            Steps = 1,
            TargetLoss = 1e3,
            LearningRate = 1e-30,
            BatchSize = 999,
        };
        using ParameterStack after = setting.Unlearn(ascent);

        // Two looks at the same points: the mean moves a tenth of the way each time, and the weights do not move at all.
        using ParameterStack twice = setting.Unlearn(ascent with { Steps = 2 });
        double[] start = Bits.Doubles(setting.Originals);
        double[] once = Bits.Doubles(after);
        double[] again = Bits.Doubles(twice);
        ParameterShape mean = setting.Data.Network.Layout["bn1.running_mean"];
        for (int i = mean.Offset; i < mean.Offset + mean.Count; i++)
        {
            Assert.That(again[i] - once[i], Is.EqualTo(0.9 * (once[i] - start[i])).Within(1e-6));
            Assert.That(once[i], Is.Not.EqualTo(start[i]));
        }
    }

    private static void AssertStays(string name, Setting setting, ParameterStack after)
    {
        double[] then = Bits.Doubles(setting.Originals);
        double[] now = Bits.Doubles(after);
        if (!StartElsewhere.TryGetValue(name, out string? why))
        {
            Assert.That(now, Is.EqualTo(then));
            return;
        }

        Assert.That(now, Is.Not.EqualTo(then), why);
        foreach (ParameterShape statistic in setting.Data.Network.Layout.Parameters.Where(static p => !p.Trainable))
        {
            Assert.That(
                now.AsSpan(statistic.Offset, statistic.Count).ToArray(),
                Is.EqualTo(then.AsSpan(statistic.Offset, statistic.Count).ToArray())
                    .Within(name == "prmq" ? 1e-2 : 0.0),
                statistic.Name
            );
        }
    }

    /// <summary>One trained member, kept for all methods that do not train their own.</summary>
    private Setting For(IWeightMethod method, string model)
    {
        string kind = method is IOwnTrainingMethod ? WeightMethods.Name(method.GetType()) : model;
        if (!_settings.TryGetValue(kind, out Setting? setting))
        {
            setting = WeightMethods.Setting(method, model, 1);
            _settings.Add(kind, setting);
        }

        return setting;
    }

    /// <summary>The method without the steps of another one that it calls.</summary>
    private static IWeightMethod Alone(string name) =>
        WeightMethods.Short(name) is var method && method is Undo undo
            ? undo with
            {
                After = new Me { Epochs = 0 },
            }
            : method;

    private static string[] Rates(IWeightMethod method) =>
        [
            .. method
                .GetType()
                .GetProperties()
                .Select(static option => option.Name)
                .Where(static option => option.EndsWith("Rate", StringComparison.Ordinal)),
        ];

    /// <summary>Numbers of steps and passes that may be none.</summary>
    private static string[] Steps(IWeightMethod method) =>
        AlwaysStep.Contains(WeightMethods.Name(method.GetType()))
            ? []
            :
            [
                .. method
                    .GetType()
                    .GetProperties()
                    .Where(static option =>
                        option.Name.EndsWith("Epochs", StringComparison.Ordinal)
                        || option.Name.EndsWith("Steps", StringComparison.Ordinal)
                    )
                    .Where(static option =>
                        option.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()
                            is { Minimum: 0 }
                    )
                    .Select(static option => option.Name),
            ];
}
