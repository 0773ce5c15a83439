using System.Reflection;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method with a learning rate keeps to, on every kind of model that it serves.</summary>
[TestFixtureSource(nameof(WithRates))]
public sealed class LearningRateConformanceTests(string name, string model)
{
    /// <summary>Rules for which a learning rate of zero is not the identity, and why.</summary>
    private static readonly Dictionary<string, string> StartElsewhere = new()
    {
        ["amnesiac"] = "takes updates back before it repairs",
        ["ct"] = "transposes kernels before it fine-tunes",
        ["eu-k"] = "initialises layers anew before it trains them",
        ["msg"] = "initialises weights anew before it fine-tunes",
        ["prmq"] = "initialises weights anew, and rounds at the end",
        ["undo"] = "mixes weights with fresh ones before it distils",
    };

    private readonly IWeightMethod _method = WeightMethods.Short(name);

    // A step length of 0 is outside of langevin's range: its noise has the same factor, and nothing would be hidden.
    private static IEnumerable<TestFixtureData> WithRates =>
        WeightMethods.OnModels.Where(static one =>
            Rates(WeightMethods.Named((string)one.Arguments[0]!)).Length > 0 && (string)one.Arguments[0]! != "langevin"
        );

    [Test]
    public void Learning_rates_of_zero_are_the_identity_or_leave_the_rule_s_own_start()
    {
        PropertyInfo[] rates = Rates(_method);
        using Setting setting = WeightMethods.Setting(_method, model, 2);
        IWeightMethod still = rates.Aggregate(_method, static (now, rate) => WeightMethods.With(now, rate.Name, 0.0));

        using ParameterStack after = setting.Unlearn(still);

        if (!StartElsewhere.TryGetValue(name, out string? why))
        {
            Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(setting.Originals)));
            return;
        }

        // More steps of length zero lead nowhere either.
        string passes = name == "amnesiac" ? "RepairEpochs" : "Epochs";
        using ParameterStack longer = setting.Unlearn(WeightMethods.With(still, passes, 9));
        Assert.That(Bits.Doubles(longer), Is.EqualTo(Bits.Doubles(after)));
        Assert.That(Bits.Doubles(after), Is.Not.EqualTo(Bits.Doubles(setting.Originals)), why);
    }

    private static PropertyInfo[] Rates(IWeightMethod method) =>
        [
            .. method
                .GetType()
                .GetProperties()
                .Where(static option => option.Name.EndsWith("Rate", StringComparison.Ordinal)),
        ];
}
