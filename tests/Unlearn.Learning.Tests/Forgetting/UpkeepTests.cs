using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>How every method that edits weights behaves as a part of the engine: repeatable, counted, tidy and stoppable.</summary>
[TestFixtureSource(typeof(WeightMethods), nameof(WeightMethods.OnModels))]
public sealed class UpkeepTests(string name, string model)
{
    private readonly IWeightMethod _method = WeightMethods.Short(name);
    private Setting _trained = null!;

    [OneTimeSetUp]
    public void Train() => _trained = WeightMethods.Setting(_method, model, 2);

    [OneTimeTearDown]
    public void Free() => _trained?.Dispose();

    [Test]
    public void The_result_depends_on_the_request_alone()
    {
        using Setting setting = For(1);

        using ParameterStack first = setting.Unlearn(_method);
        using ParameterStack second = setting.Unlearn(_method);

        Assert.That(Bits.Same(first, 0, second, 0), Is.True);
    }

    [Test]
    public void Work_is_counted_and_gaps_between_arrays_stay_zero()
    {
        using Setting setting = For(2);

        using ParameterStack after = setting.Unlearn(_method);

        Assert.That(setting.Cost.Gradients, Has.All.GreaterThan(0));
        bool[] real = new bool[after.Layout.Width];
        foreach (ParameterShape parameter in after.Layout.Parameters)
        {
            Array.Fill(real, true, parameter.Offset, parameter.Count);
        }

        Assert.That(Bits.Doubles(after).Where((_, i) => !real[i % real.Length]), Has.All.Zero);
    }

    [Test]
    public void No_tensor_is_left_behind()
    {
        using Setting setting = For(2);
        using DisposeScope scope = NewDisposeScope();

        using ParameterStack after = setting.Unlearn(_method);

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void A_cancelled_token_stops_it()
    {
        using Setting setting = For(1);
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(1));

        Assert.That(
            () => _method.Unlearn(context, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private Setting For(int members) => _trained.First(members);
}
