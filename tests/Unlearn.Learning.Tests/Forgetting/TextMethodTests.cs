using System.Reflection;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method that serves texts keeps to on them.</summary>
[TestFixtureSource(nameof(Served))]
public sealed class TextMethodTests(string name)
{
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = OptimizerKind.Adam,
        LearningRate = 0.02,
        BatchSize = 8,
        Epochs = 15,
    };

    private static readonly Lazy<(TrainingData Data, ForgetRequest[] Requests, ParameterStack Originals)> Trained = new(
        Train
    );

    private readonly IWeightMethod _method = WeightMethods.Short(name);

    /// <summary>Methods that no attribute keeps from texts, nor from the models of texts.</summary>
    public static IEnumerable<string> Served =>
        from method in WeightMethods.All
        let type = method.GetType()
        let refused = type.GetCustomAttributes<RefusesAttribute>().SelectMany(static refuses => refuses.Types)
        where refused.All(static other => !other.IsAssignableFrom(typeof(ITextSource)))
        where type.GetCustomAttributes<ServesAttribute>().All(static serves => !serves.Types.Any(IsModelOrScenario))
        select WeightMethods.Name(type);

    [Test]
    public void Weights_move_are_finite_and_the_original_stays()
    {
        (_, _, ParameterStack originals) = Trained.Value;
        double[] before = Bits.Doubles(originals);

        using ParameterStack after = Unlearn(originals, Trained.Value.Requests);

        Assert.That(Bits.Doubles(originals), Is.EqualTo(before));
        Assert.That(Bits.Doubles(after), Has.All.Matches<double>(double.IsFinite));
        Assert.That(Bits.Same(after, 0, originals, 0), Is.False);
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack()
    {
        (_, ForgetRequest[] requests, ParameterStack originals) = Trained.Value;
        using ParameterStack together = Unlearn(originals, requests);
        for (int member = 0; member < requests.Length; member++)
        {
            using ParameterStack one = originals.Slice(member, 1);
            using ParameterStack alone = Unlearn(one, [requests[member]]);

            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"member {member}");
        }
    }

    private ParameterStack Unlearn(ParameterStack originals, ForgetRequest[] requests) =>
        _method.Unlearn(
            new UnlearningContext(Trained.Value.Data, originals, requests, new CostCounter(requests.Length)),
            default
        );

    private static bool IsModelOrScenario(Type type) =>
        type.IsAssignableTo(typeof(IModel))
        || type.IsAssignableTo(typeof(Learning.Forgetting.Scenarios.IForgetScenario));

    private static (TrainingData, ForgetRequest[], ParameterStack) Train()
    {
        var dataset = TinyText.Dataset(30);
        var data = new TrainingData(dataset, new TinyText().Bind(dataset.Answers, dataset.FeatureShape[0]));
        ForgetRequest[] requests =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(member =>
                {
                    PointSet train = new(Enumerable.Range(0, 30).Where(point => point % (member + 5) != 0));
                    return new ForgetRequest(
                        new RandomKey(9).Derive(member),
                        train,
                        new PointSet(train.Where(point => point % 7 == 1)),
                        Options
                    );
                }),
        ];
        return (data, requests, new StackTrainer().Train(data, [.. requests.Select(static r => r.Original)], default));
    }
}
