using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Tests.Planning;

public sealed class TrialFilterTests
{
    private const string Id = "digits/mlp/a-few/ascent[learningRate=0.001]/seed-0";

    [TestCase("*", true)]
    [TestCase("digits/*", true)]
    [TestCase("*/seed-0", true)]
    [TestCase("*/seed-1", false)]
    [TestCase("*ascent[learningRate=0.001]*", true)]
    [TestCase("*ascent[learningRate=0?001]*", true)]
    [TestCase("*ascent[0-9]*", false)]
    [TestCase("digits", false)]
    [TestCase("DIGITS/*", false)]
    public void Globs_match_whole_ids(string glob, bool expected) =>
        Assert.That(new TrialFilter([glob]).Chooses(Id), Is.EqualTo(expected));

    [Test]
    public void A_star_stands_for_a_line_break_too() => Assert.That(new TrialFilter(["a*b"]).Chooses("a\nb"), Is.True);

    [Test]
    public void Many_stars_take_no_time()
    {
        // A pattern that goes back and tries again would be at it for longer than anyone waits.
        var filter = new TrialFilter([string.Concat(Enumerable.Repeat("*a", 20)) + "*b"]);
        var asked = Task.Run(() => filter.Chooses(new string('a', 60)));

        Assert.That(asked.Wait(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(asked.Result, Is.False);
    }

    [Test]
    public void No_glob_chooses_everything() => Assert.That(new TrialFilter([]).Chooses(Id), Is.True);

    [Test]
    public void Any_glob_suffices() => Assert.That(new TrialFilter(["x", "*"]).Chooses(Id), Is.True);
}
