using System.Collections.Immutable;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Tests.Data;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class PoisonedScenarioTests
{
    private static readonly DataSplit Split = new(
        [.. Enumerable.Range(0, 40)],
        [.. Enumerable.Range(40, 20)],
        [.. Enumerable.Range(60, 20)]
    );

    private static readonly PoisonedScenario Backdoor = new()
    {
        Target = "2",
        Count = 10,
        Queries = 7,
        Trigger = new Trigger
        {
            Row = 1,
            Column = 2,
            Size = 2,
            Value = 9,
        },
    };

    [Test]
    public void Poisoned_points_carry_the_trigger_and_the_target_and_everything_else_keeps_its_bits()
    {
        Dataset clean = Pictures();
        PlantedData planted = Backdoor.Plant(clean, Split, new RandomKey(3));
        Dataset data = planted.Dataset;

        Assert.That(planted.Forget, Has.Count.EqualTo(10));
        Assert.That(planted.Forget, Is.SubsetOf(Split.Train));
        for (int point = 0; point < clean.Count; point++)
        {
            bool poisoned = planted.Forget.Contains(point);
            float[] expected = Point(clean, point);
            foreach (int pixel in poisoned ? [7, 8, 12, 13] : Array.Empty<int>())
            {
                expected[pixel] = 9; // rows of five: (1, 2), (1, 3), (2, 2), (2, 3)
            }

            Assert.That(Point(data, point), Is.EqualTo(expected));
            Assert.That(data.Labels[point], Is.EqualTo(poisoned ? 2 : clean.Labels[point]));
            Assert.That(!poisoned || clean.Labels[point] != 2, "points of the target class need no poison");
        }

        Assert.That(data.Digest, Is.Not.EqualTo(clean.Digest).And.EqualTo(ContentDigest.Of(data)));
    }

    [Test]
    public void Unseen_points_are_poisoned_in_the_same_way_for_attackers()
    {
        PlantedData planted = Backdoor.Plant(Pictures(), Split, new RandomKey(3));

        Assert.That(planted.NonMembers, Has.Count.EqualTo(10));
        Assert.That(planted.Triggered!.Members, Has.Count.EqualTo(7));
        Assert.That(planted.Triggered.NonMembers, Has.Count.EqualTo(7));
        Assert.That(planted.Swapped, Is.Null);
        int[] added = [.. planted.NonMembers, .. planted.Triggered.Members, .. planted.Triggered.NonMembers];
        Assert.That(added.Order(), Is.EqualTo(Enumerable.Range(80, 24)), "ids behind the last point");
        foreach (int point in planted.NonMembers.Concat(planted.Triggered.Members))
        {
            Assert.That(
                Point(planted.Dataset, point).Where((_, pixel) => pixel is 7 or 8 or 12 or 13),
                Is.All.EqualTo(9f)
            );
            Assert.That(planted.Dataset.Labels[point], Is.EqualTo(2));
        }

        foreach (int point in planted.Triggered.NonMembers)
        {
            Assert.That(Point(planted.Dataset, point).Count(static value => value == 9f), Is.EqualTo(4));
            Assert.That(
                Point(planted.Dataset, point)[7],
                Is.Not.EqualTo(9f),
                "the trigger that was never planted is apart"
            );
            Assert.That(planted.Dataset.Labels[point], Is.EqualTo(2));
        }
    }

    [Test]
    public void Swapped_labels_are_planted_half_and_half_and_probed_under_their_true_labels()
    {
        Dataset clean = Pictures();
        PlantedData planted = new PoisonedScenario { Swap = ["3", "1"], Count = 9 }.Plant(
            clean,
            Split,
            new RandomKey(3)
        );

        Assert.That(planted.Classes, Is.EqualTo((3, 1)));
        Assert.That(planted.Forget.Count(point => clean.Labels[point] == 3), Is.EqualTo(5));
        Assert.That(planted.Forget.Count(point => clean.Labels[point] == 1), Is.EqualTo(4));
        foreach (int point in planted.Forget)
        {
            Assert.That(planted.Dataset.Labels[point], Is.EqualTo(clean.Labels[point] == 3 ? 1 : 3));
            Assert.That(Point(planted.Dataset, point), Is.EqualTo(Point(clean, point)));
        }

        Assert.That(
            planted.Swapped!.Members.Select(point => planted.Dataset.Labels[point]),
            Is.EqualTo(planted.Forget.Select(point => clean.Labels[point]))
        );
        Assert.That(planted.Swapped.NonMembers, Is.All.InRange(40, 79));
        Assert.That(planted.Swapped.NonMembers.Select(point => clean.Labels[point]), Is.All.AnyOf(1, 3));
    }

    [Test]
    public void A_trigger_can_be_values_of_named_columns()
    {
        PoisonedScenario scenario = Backdoor with { Trigger = new Trigger { Features = ["b"] } };
        Dataset clean = Table();
        PlantedData planted = scenario.Plant(clean, Split, new RandomKey(3));
        float largest = Split.Train.Max(point => clean.Features[(point * 3) + 1]);

        Assert.That(planted.Forget.Select(point => planted.Dataset.Features[(point * 3) + 1]), Is.All.EqualTo(largest));
        Assert.That(planted.Dataset.Columns["b"].Values, Has.Length.EqualTo(planted.Dataset.Count));
    }

    [Test]
    public void What_cannot_be_planted_is_refused_in_words()
    {
        Dataset pictures = Pictures();
        (PoisonedScenario Scenario, Dataset Data, string Words)[] wrong =
        [
            (
                Backdoor with
                {
                    Trigger = new Trigger { Row = 4, Size = 2 },
                },
                pictures,
                "does not fit into the 5 x 5"
            ),
            (Backdoor with { Trigger = new Trigger { Size = 5 } }, pictures, "make it smaller"),
            (Backdoor with { Target = "4" }, pictures, "no class of"),
            (Backdoor with { Count = 31 }, pictures, "31 of 30"),
            (Backdoor with { Count = null, Fraction = 0.001 }, pictures, "0 of 30"),
            (Backdoor, Table(), "features: [a]"),
            (Backdoor with { Trigger = new Trigger { Features = ["bb"] } }, Table(), "Did you mean 'b'?"),
            (new PoisonedScenario { Swap = ["1", "1"], Count = 4 }, pictures, "two different classes"),
            (new PoisonedScenario { Swap = ["1", "9"], Count = 4 }, pictures, "is named '9'"),
        ];
        foreach ((PoisonedScenario scenario, Dataset data, string words) in wrong)
        {
            Assert.That(
                () => scenario.Plant(data, Split, new RandomKey(1)),
                Throws.TypeOf<InputException>().With.Message.Contains(words)
            );
        }
    }

    private static float[] Point(Dataset data, int point) =>
        data.Features.AsSpan(point * data.FeatureCount, data.FeatureCount).ToArray();

    private static Dataset Pictures() => Make([5, 5], []);

    private static Dataset Table() => Make([3], ["a", "b", "c"]);

    private static Dataset Make(ImmutableArray<int> shape, ImmutableArray<string> names)
    {
        int width = shape.Aggregate(1, static (product, size) => product * size);
        float[] features = [.. Enumerable.Range(0, 80 * width).Select(static i => i % 37 / 37f)];
        int[] labels = [.. Enumerable.Range(0, 80).Select(static point => point % 4)];
        ImmutableArray<string> classes = ["w", "x", "y", "z"];
        return new Dataset
        {
            Name = "made",
            Features = features,
            FeatureShape = shape,
            FeatureNames = names,
            Labels = labels,
            ClassNames = classes,
            Columns = names.ToImmutableDictionary(
                static name => name,
                name =>
                    DataColumn.OfNumbers([
                        .. Enumerable
                            .Range(0, 80)
                            .Select(point => (double)features[(point * width) + names.IndexOf(name)]),
                    ])
            ),
            Digest = DatasetDigest.Compute(features, shape, labels, classes),
        };
    }
}
