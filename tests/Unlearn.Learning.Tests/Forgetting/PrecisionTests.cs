using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>
/// Every method on convolutions of awkward widths ends where it ends in double precision, whose convolutions take a plain path that is
/// tested against sums written out.
/// </summary>
[TestFixture(3, 4)]
[TestFixture(10, 20)]
public sealed class PrecisionTests(params int[] channels)
{
    /// <summary>Rules that say themselves that they round.</summary>
    private static readonly Dictionary<string, double> Coarser = new()
    {
        ["me"] = 1e-4, // Adam's first step is the sign of a gradient, of a few weights up to rounding
        ["prmq"] = 1e-3, // weights end in half precision
    };

    private static readonly Dictionary<string, int> Few = new()
    {
        ["BatchSize"] = 999,
        ["Epochs"] = 1,
        ["RepairEpochs"] = 1,
        ["Rounds"] = 1,
        ["Steps"] = 1,
        ["NoiseSteps"] = 2,
        ["Iterations"] = 4,
    };

    private Setting _setting = null!;

    private static IEnumerable<string> Served =>
        WeightMethods.Names.Where(static name =>
            WeightMethods.Serves(WeightMethods.Named(name), typeof(Cnn), typeof(ClassScenario))
        );

    [OneTimeSetUp]
    public void Train()
    {
        var cnn = new Cnn
        {
            Channels = [.. channels],
            Kernel = 3,
            Hidden = [5],
            Activation = Activation.Tanh,
        };

        // No zeros: sums over windows without any are equal, and which of them pooling takes for the largest is up to rounding.
        _setting = new Setting(1, cnn, [1, 8, 8], zeros: false);
    }

    [OneTimeTearDown]
    public void Free() => _setting?.Dispose();

    [Test]
    public void A_training_step_of_each_optimiser([Values] OptimizerKind optimizer)
    {
        MemberSpec original = _setting.Requests[0].Original;
        MemberSpec spec = original with
        {
            Training = original.Training with { Epochs = 1, BatchSize = 999, Optimizer = optimizer },
        };
        using ParameterStack single = StackTrainer.Initialise(_setting.Data.Network, [spec.Seed]);
        using ParameterStack wide = Wide(single);
        double[] start = Bits.Doubles(single);

        StackTrainer.TrainStage(_setting.Data, [spec], single, default);
        StackTrainer.TrainStage(_setting.Data, [spec], wide, default);

        Assert.That(Bits.Doubles(single), Is.EqualTo(Bits.Doubles(wide)).Within(1e-5));
        Assert.That(Bits.Doubles(wide), Is.Not.EqualTo(start).Within(1e-3));
    }

    [TestCaseSource(nameof(Served))]
    public void One_pass_of_each_method(string name)
    {
        IWeightMethod method = Once(WeightMethods.Named(name));
        using ParameterStack wide = Wide(_setting.Originals);

        using ParameterStack found = _setting.Unlearn(method);
        using ParameterStack expected = _setting.Unlearn(method, wide, _setting.Requests[0]);

        double within = Coarser.GetValueOrDefault(name, 1e-5);
        Assert.That(Bits.Doubles(found), Is.EqualTo(Bits.Doubles(expected)).Within(within));
        Assert.That(expected.Flat.dtype, Is.EqualTo(ScalarType.Float64));
    }

    private static ParameterStack Wide(ParameterStack stack) =>
        new(stack.Layout, stack.Flat.to_type(ScalarType.Float64, copy: true));

    /// <summary>Whole sets as batches and one pass.</summary>
    private static IWeightMethod Once(IWeightMethod method) =>
        Few.Where(option => WeightMethods.Has(method, option.Key))
            .Aggregate(method, static (now, option) => WeightMethods.With(now, option.Key, option.Value));
}
