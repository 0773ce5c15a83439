using System.Globalization;
using System.IO.Compression;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>The built-in quickstart's setting: digits, MLP 64-128-10 or another model, three seeds.</summary>
internal sealed class DigitsSetting : IDisposable
{
    private const int Seeds = 3;

    public DigitsSetting(IForgetScenario scenario, IModel? model = null)
    {
        Dataset dataset = Read();
        int[] shuffled = new RandomKey(1729).Derive("split").Order([.. Enumerable.Range(0, dataset.Count)]);
        Split = new DataSplit(
            [.. shuffled.Take(1078).Order()],
            [.. shuffled.Skip(1078).Take(359).Order()],
            [.. shuffled.Skip(1437).Order()]
        );
        Data = new TrainingData(dataset, (model ?? new Mlp()).Bind(model is Cnn ? [1, 8, 8] : [64], 10));
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

    private static Dataset Read()
    {
        using FileStream file = File.OpenRead(SharedData.Path("data", "digits", "digits.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        float[][] rows =
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line =>
                    line.Split(',').Select(static cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()
                ),
        ];
        return new Dataset
        {
            Name = "digits",
            Features = [.. rows.SelectMany(static row => row.Skip(1)).Select(static pixel => pixel / 16f)],
            FeatureShape = [64],
            Labels = [.. rows.Select(static row => (int)row[0])],
            ClassNames = [.. Enumerable.Range(0, 10).Select(static digit => $"{digit}")],
            Digest = "",
        };
    }
}
