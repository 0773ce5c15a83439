using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

/// <summary>Canaries among texts of invented people.</summary>
public sealed class CanaryScenarioTests
{
    private static readonly Dataset People = new FictitiousPeople
    {
        People = 4,
        HeldOut = 1,
        QuestionsEach = 3,
    }.Load(new DataFolders([], "."));

    private static readonly DataSplit Split = new(
        [.. Enumerable.Range(0, 12)],
        [.. Enumerable.Range(12, 3)],
        [.. Enumerable.Range(15, 3)]
    );

    [Test]
    public void Training_texts_become_canaries_and_references_stand_behind_the_last_point()
    {
        var scenario = new CanaryScenario { Count = 3, References = 20 };
        PlantedData planted = scenario.Plant(People, Split, Points.Seed);
        TokenTable table = planted.Dataset.Sequences!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(planted.Forget, Is.SubsetOf(Split.Train).And.Count.EqualTo(3));
            Assert.That(planted.NonMembers, Is.EqualTo(Enumerable.Range(18, 20)));
            Assert.That(table.Count, Is.EqualTo(38));
            string[] secrets = [.. planted.Forget.Concat(planted.NonMembers).Select(point => table[point].Answer)];
            Assert.That(secrets, Is.Unique.And.All.Matches("^[0-9]{6}$"));
            Assert.That(planted.Forget.Select(point => table[point].Prompt), Is.All.EqualTo("The access code is "));
            Assert.That(
                Enumerable.Range(0, 18).Except(planted.Forget).All(point => table[point] == People.Sequences![point]),
                "all others stay"
            );
            Assert.That(planted.Dataset.Groups, Has.Length.EqualTo(38));
            Assert.That(planted.Dataset.Digest, Is.Not.EqualTo(People.Digest));
        }
    }

    [Test]
    public void More_references_leave_the_canaries_as_they_are()
    {
        PlantedData few = new CanaryScenario { Count = 3, References = 2 }.Plant(People, Split, Points.Seed);
        PlantedData many = new CanaryScenario { Count = 3, References = 9 }.Plant(People, Split, Points.Seed);

        Assert.That(many.Forget, Is.EqualTo(few.Forget));
        Assert.That(
            many.Forget.Select(point => many.Dataset.Sequences![point].Answer),
            Is.EqualTo(few.Forget.Select(point => few.Dataset.Sequences![point].Answer))
        );
    }

    [TestCase(12, 2, 6, "12 canaries do not fit into 12 training texts")]
    [TestCase(3, 3, 1, "too few secrets of 1 digits for 6")]
    public void What_cannot_be_planted_is_refused_in_words(int count, int references, int digits, string expected) =>
        Assert.That(
            () =>
                new CanaryScenario
                {
                    Count = count,
                    References = references,
                    Digits = digits,
                }.Plant(People, Split, Points.Seed),
            Throws.TypeOf<InputException>().With.Message.Contains(expected)
        );

    [Test]
    public void A_classifiers_points_have_no_text() =>
        Assert.That(
            () =>
                new CanaryScenario { Count = 1 }.Plant(
                    Points.Labelled(0, 1, 0, 1),
                    new DataSplit([0, 1, 2], [3], []),
                    Points.Seed
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("have no text")
        );
}
