using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Short ways to say what a test is about.</summary>
internal static class Points
{
    public static readonly RandomKey Seed = new(1729);

    public static PointSet Range(int count) => new(Enumerable.Range(0, count));

    public static ForgetRequest Forget(PointSet train, TrainingOptions training, params int[] points) =>
        new(Seed, train, new PointSet(points), training);

    public static Dataset Labelled(params int[] labels) =>
        new()
        {
            Name = "labelled",
            Features = new float[labels.Length],
            FeatureShape = [1],
            Labels = labels,
            ClassNames = [.. Enumerable.Range(0, labels.Max() + 1).Select(static label => $"{label}")],
            Digest = "",
        };
}
