using Unlearn.Generators.Diagnostics;

namespace Unlearn.Generators.Tests.Diagnostics;

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
}
