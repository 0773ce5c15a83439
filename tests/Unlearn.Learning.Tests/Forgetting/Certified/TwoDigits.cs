using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

/// <summary>Digits 3 against 8 with a linear head.</summary>
internal static class TwoDigits
{
    public static TrainingData Data { get; } = Read();

    /// <summary>All points of both classes but every fifth; the first ones of a keyed order are to be forgotten.</summary>
    public static ForgetRequest Request(int forget, ulong seed = 3)
    {
        PointSet train = new(Enumerable.Range(0, Data.Dataset.Count).Where(static point => point % 5 != 0));
        int[] order = new RandomKey(11).Order(train.Ids.AsSpan());
        return new ForgetRequest(
            new RandomKey(seed),
            train,
            new PointSet(order.Take(forget)),
            new TrainingOptions { Epochs = 1 }
        );
    }

    public static PointSet Test => new(Enumerable.Range(0, Data.Dataset.Count).Where(static point => point % 5 == 0));

    private static TrainingData Read()
    {
        Dataset digits = new Digits().Load(new DataFolders([], AppContext.BaseDirectory));
        int[] points = [.. Enumerable.Range(0, digits.Count).Where(point => digits.Labels[point] is 3 or 8)];
        var dataset = new Dataset
        {
            Name = "3-8",
            Features = [.. points.SelectMany(point => digits.Features.AsSpan(point * 64, 64).ToArray())],
            FeatureShape = [64],
            Labels = [.. points.Select(point => digits.Labels[point] == 8 ? 1 : 0)],
            ClassNames = ["3", "8"],
            Digest = "3-8",
        };
        return new TrainingData(dataset, new LinearHead().Bind([64], 2));
    }
}
