using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Verification;
using Unlearn.Verification.Components;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Data;

/// <summary>
/// How a dataset's points are divided into training, test and population sets. A number of at most 1 is a fraction,
/// a larger one a count of points. Where the publisher gives a test part (<see cref="PublisherSplit"/>), the test set is drawn
/// from it, and training and population sets from the rest; each fraction is then of the part that it is drawn from.
/// </summary>
/// <remarks>
/// A fraction of n points is rounded down to whole points, so fractions never take more than there are; what is left over is
/// in no set. Points stand in an order that derives, for each pair, from the key and the two ids alone: the training set is
/// the beginning of that order, the test set follows, then the population set. Taking a point away moves at most
/// one other point over each boundary.
/// </remarks>
[SumAtMost(1.0, nameof(Train), nameof(Test), nameof(Population))]
public record SplitRule
{
    // 0.29 * 100 is 28.999999999999996 in binary: what is meant as whole must not be rounded down.
    private const double Slack = 1e-9;

    /// <summary>Training set: fraction (at most 1) or count. Default 0.6.</summary>
    [Range(0.0, 1e9)]
    [DefaultValue(0.6)]
    public double Train { get; init; } = 0.6;

    /// <summary>Test set: fraction (at most 1) or count. Default 0.2.</summary>
    [Range(0.0, 1e9)]
    [DefaultValue(0.2)]
    public double Test { get; init; } = 0.2;

    /// <summary>Population set, which no target ever sees: fraction (at most 1) or count. Default 0.2.</summary>
    [Range(0.0, 1e9)]
    [DefaultValue(0.2)]
    public double Population { get; init; } = 0.2;

    /// <summary>Divides a dataset's points.</summary>
    /// <param name="dataset">Only the number of its points and its publisher's test part matter.</param>
    /// <param name="key">The experiment's or the trial's key; a key for splitting is derived from it here.</param>
    /// <exception cref="InputException">The sets ask for more points than there are, for a broken count, or the training set is empty.</exception>
    public DataSplit Apply(Dataset dataset, RandomKey key)
    {
        if (!dataset.Parts.IsEmpty)
        {
            return Declared(dataset);
        }

        int start = dataset.TestStart ?? dataset.Count;
        int[] own = [.. Enumerable.Range(0, start)];
        int[]? publisher = dataset.TestStart is null ? null : [.. Enumerable.Range(start, dataset.Count - start)];
        return Divide(dataset.Name, own, publisher, key.Derive("split"));
    }

    /// <summary>Divides point ids: all three sets from one pool, or the test set from the publisher's test part.</summary>
    internal DataSplit Divide(string name, int[] pool, int[]? testPart, RandomKey key)
    {
        int testPool = testPart?.Length ?? pool.Length;
        int train = Size(name, nameof(Train), Train, pool.Length);
        int test = Size(name, nameof(Test), Test, testPool);
        int population = Size(name, nameof(Population), Population, pool.Length);
        if (train == 0)
        {
            throw new InputException(
                $"dataset {name}: split.train = {Text(Train)} of {pool.Length} points leaves no point to train on."
            );
        }

        int[] order = key.Order(pool);
        if (testPart is null)
        {
            Check(name, "train, test and population", [train, test, population], pool.Length, "points");
            return new DataSplit(
                Sorted(order, 0, train),
                Sorted(order, train, test),
                Sorted(order, train + test, population)
            );
        }

        Check(
            name,
            "train and population",
            [train, population],
            pool.Length,
            "points outside the publisher's test part"
        );
        Check(name, "test", [test], testPool, "points in the publisher's test part");
        return new DataSplit(
            Sorted(order, 0, train),
            Sorted(key.Order(testPart), 0, test),
            Sorted(order, train, population)
        );
    }

    /// <summary>The sets that the data name themselves.</summary>
    private DataSplit Declared(Dataset dataset)
    {
        var usual = new SplitRule();
        if (Train != usual.Train || Test != usual.Test || Population != usual.Population)
        {
            throw new InputException(
                $"dataset {dataset.Name}: split.by says which points are in which set; train, test and population do not go with it."
            );
        }

        int[] train = Of(DataPart.Train);
        return train.Length > 0
            ? new DataSplit(train, Of(DataPart.Test), Of(DataPart.Population))
            : throw new InputException(
                $"dataset {dataset.Name}: split.by leaves no point to train on; some must be of the part train."
            );

        int[] Of(DataPart part) => [.. Enumerable.Range(0, dataset.Count).Where(point => dataset.Parts[point] == part)];
    }

    private static int Size(string name, string option, double value, int points)
    {
        if (!(value >= 0))
        {
            throw new InputException(
                $"dataset {name}: split.{Key(option)} = {Text(value)}; a fraction from 0 to 1 or a count of points is right."
            );
        }

        if (value <= 1)
        {
            return (int)Math.Floor((value * points) + Slack);
        }

        return value == Math.Floor(value) && value <= int.MaxValue
            ? (int)value
            : throw new InputException(
                $"dataset {name}: split.{Key(option)} = {Text(value)} is neither a fraction (at most 1) nor a whole number of points."
            );
    }

    private static void Check(string name, string which, int[] sizes, int points, string of)
    {
        long wanted = sizes.Sum(static size => (long)size);
        if (wanted > points)
        {
            throw new InputException(
                $"dataset {name}: split asks for {string.Join(" + ", sizes)} {(sizes.Length > 1 ? $"= {wanted} " : "")}points "
                    + $"({which}); there are {points} {of}."
            );
        }
    }

    private static int[] Sorted(int[] order, int start, int count)
    {
        int[] ids = order.AsSpan(start, count).ToArray();
        Array.Sort(ids);
        return ids;
    }

    private static string Key(string option) => option.ToLowerInvariant();

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
