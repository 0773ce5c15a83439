using Unlearn.Core.Names;

namespace Unlearn.Core.Tests.Names;

public class NearestNameTests
{
    [TestCase("", "", 0)]
    [TestCase("", "abc", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("epochs", "epohcs", 1)]
    [TestCase("ca", "abc", 3)]
    public void Edits_are_counted_and_a_swap_of_neighbours_is_one(string a, string b, int edits)
    {
        Assert.That(NearestName.Distance(a, b), Is.EqualTo(edits));
        Assert.That(NearestName.Distance(b, a), Is.EqualTo(edits));
    }

    [TestCase("learnrate", "learningRate")]
    [TestCase("EPOCHS", "epochs")]
    [TestCase("zzz", null)]
    [TestCase("", null)]
    public void The_nearest_name_is_found_or_none_is_near(string name, string? nearest) =>
        Assert.That(NearestName.Find(name, ["epochs", "learningRate", "batchSize"]), Is.EqualTo(nearest));

    [Test]
    public void A_hint_is_a_clause_for_messages_that_go_on()
    {
        Assert.That(NearestName.Hint("sissa", ["scrub", "sisa"]), Is.EqualTo("; did you mean 'sisa'?"));
        Assert.That(NearestName.Hint("zebra", ["scrub", "sisa"]), Is.Empty);
        Assert.That(
            NearestName.HintWithAll("sissa", ["sisa", "a"]),
            Is.EqualTo("; did you mean 'sisa'? Known: a, sisa")
        );
        Assert.That(NearestName.HintWithAll("zebra", []), Is.EqualTo("; known: nothing"));
    }

    [Test]
    public void A_sentence_names_the_nearest_or_the_first_eight()
    {
        string[] many = [.. Enumerable.Range(1, 9).Select(static number => $"column{number}")];

        Assert.That(NearestName.Sentence("colum3", many), Is.EqualTo(" Did you mean 'column3'?"));
        Assert.That(NearestName.Sentence("age", ["b", "a"]), Is.EqualTo(" There are: b, a."));
        Assert.That(NearestName.Sentence("age", many), Does.EndWith("column8, ... (9 in all)."));
        Assert.That(NearestName.Sentence("age", []), Is.Empty);
    }
}
