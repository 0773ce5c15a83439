using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>The built-in quickstart's setting: digits, MLP 64-128-10 or another model, three seeds.</summary>
internal sealed class DigitsSetting : IDisposable
{
    private const int Seeds = 3;

    public DigitsSetting(IForgetScenario scenario, IModel? model = null)
    {
        Dataset dataset = new Digits().Load(new DataFolders([], AppContext.BaseDirectory));
        int[] shuffled = new RandomKey(1729).Derive("split").Order([.. Enumerable.Range(0, dataset.Count)]);
        Split = new DataSplit(
            [.. shuffled.Take(1078).Order()],
            [.. shuffled.Skip(1078).Take(359).Order()],
            [.. shuffled.Skip(1437).Order()]
        );
        Data = new TrainingData(dataset, (model ?? new Mlp()).Bind(dataset.FeatureShape, 10));
        var training = new TrainingOptions { Epochs = 30 };
        Requests =
        [
            .. Enumerable
                .Range(0, Seeds)
                .Select(seed => new ForgetRequest(
                    new RandomKey(1729).Derive(seed),
                    new PointSet(Split.Train),
                    scenario.Select(dataset, Split, new RandomKey(1729).Derive("forget").Derive(seed)),
                    training
                )),
        ];
        Originals = new StackTrainer().Train(Data, [.. Requests.Select(static request => request.Original)], default);
        Retrained = new StackTrainer().Train(
            Data,
            [.. Requests.Select(static request => new Retrain().After(request).Members[0])],
            default
        );
    }

    public TrainingData Data { get; }

    public DataSplit Split { get; }

    public ForgetRequest[] Requests { get; }

    public ParameterStack Originals { get; }

    public ParameterStack Retrained { get; }

    public double TestAccuracy(ParameterStack stack) => Mean(stack, _ => Split.Test);

    public double ForgetAccuracy(ParameterStack stack) => Mean(stack, member => [.. Requests[member].Forget]);

    public double RetainAccuracy(ParameterStack stack) => Mean(stack, member => [.. Requests[member].Retain]);

    public void Dispose()
    {
        Originals.Dispose();
        Retrained.Dispose();
    }

    private double Mean(ParameterStack stack, Func<int, int[]> points) =>
        Enumerable
            .Range(0, Seeds)
            .Average(member =>
            {
                int[] ids = points(member);
                using ParameterStack own = stack.Slice(member, 1);
                LogitTable logits = Predictor.Logits(Data, own, ids)[0];
                return Predictor.Accuracy(logits, [.. ids.Select(id => Data.Dataset.Labels[id])]);
            });
}
