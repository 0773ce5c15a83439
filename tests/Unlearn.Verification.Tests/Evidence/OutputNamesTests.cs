using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>Whose outputs an array holds is in its name.</summary>
public sealed class OutputNamesTests
{
    [TestCase("shadow_population_logits", "shadow_population")]
    [TestCase("retain_probabilities", "retain")]
    [TestCase("target_phi", "target")]
    [TestCase("labels", null)]
    [TestCase("target_features", null)]
    public void A_group_stands_before_logits_probabilities_and_phi(string name, string? group) =>
        Assert.That(OutputNames.Group(name), Is.EqualTo(group));

    [TestCase("logits", "target_logits")]
    [TestCase("probabilities", "target_probabilities")]
    [TestCase("phi", "target_phi")]
    public void Short_names_are_those_of_the_target(string name, string meant) =>
        Assert.That(OutputNames.Short[name], Is.EqualTo(meant));

    [Test]
    public void Labels_of_the_attacked_points_need_no_group()
    {
        Assert.That(OutputNames.Labels("target"), Is.EqualTo("labels"));
        Assert.That(OutputNames.Labels("retain"), Is.EqualTo("retain_labels"));
    }

    [TestCase("retain_logits", true)]
    [TestCase("retain_probabilities", true)]
    [TestCase("retain_phi", false)]
    [TestCase("retain_labels", false)]
    public void Logits_and_probabilities_have_classes(string name, bool has) =>
        Assert.That(OutputNames.HasClasses(name), Is.EqualTo(has));
}
