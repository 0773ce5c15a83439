using Unlearn.Verification.Components;

namespace Unlearn.Verification.Tests;

public class ManifestNamesTests
{
    [TestCase("LearningRate", "learningRate")]
    [TestCase("L2Penalty", "l2Penalty")]
    [TestCase("KLWeight", "klWeight")]
    [TestCase("ID", "id")]
    [TestCase("x", "x")]
    public void Options_are_camel_case(string name, string expected) =>
        Assert.That(ManifestNames.Camel(name), Is.EqualTo(expected));

    [TestCase("ConjugateGradient", "conjugate-gradient")]
    [TestCase("KLDivergence", "kl-divergence")]
    [TestCase("KFac", "k-fac")]
    [TestCase("Sha256", "sha256")]
    [TestCase("L2", "l2")]
    public void Values_are_kebab_case(string name, string expected) =>
        Assert.That(ManifestNames.Kebab(name), Is.EqualTo(expected));
}
