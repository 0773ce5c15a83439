using Unlearn.Learning.Data;
using Unlearn.Verification;

namespace Unlearn.Learning.Tests.Data;

/// <summary>Shared assertions on datasets.</summary>
internal static class Expect
{
    /// <summary>The action fails with an error for people that holds all the given texts.</summary>
    public static InputException Error(Action action, params string[] texts)
    {
        InputException error = Assert.Throws<InputException>(action)!;
        foreach (string text in texts)
        {
            Assert.That(error.Message, Does.Contain(text));
        }

        return error;
    }

    /// <summary>Number of points of each class within a range of ids.</summary>
    public static int[] ClassCounts(Dataset dataset, int start, int count)
    {
        var counts = new int[dataset.ClassCount];
        for (int i = start; i < start + count; i++)
        {
            counts[dataset.Labels[i]]++;
        }

        return counts;
    }

    /// <summary>The parts have the lengths that the shape asks for, and the digest is that of the content.</summary>
    public static void Consistent(Dataset dataset)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.Features, Has.Length.EqualTo(dataset.Count * dataset.FeatureCount));
            Assert.That(dataset.Labels.Min(), Is.GreaterThanOrEqualTo(0));
            Assert.That(dataset.Labels.Max(), Is.LessThan(dataset.ClassCount));
            Assert.That(dataset.Digest, Is.EqualTo(ContentDigest.Of(dataset)));
            Assert.That(dataset.Digest, Does.Match("^[0-9a-f]{64}$"));
            Assert.That(dataset.FeatureNames.Length, Is.Zero.Or.EqualTo(dataset.FeatureCount));
            foreach ((string name, DataColumn column) in dataset.Columns)
            {
                Assert.That(column.Values, Has.Length.EqualTo(dataset.Count), name);
            }
        }
    }
}
