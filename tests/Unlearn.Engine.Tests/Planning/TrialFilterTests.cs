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
    public void No_glob_chooses_everything() => Assert.That(new TrialFilter([]).Chooses(Id), Is.True);

    [Test]
    public void Any_glob_suffices() => Assert.That(new TrialFilter(["x", "*"]).Chooses(Id), Is.True);
}
