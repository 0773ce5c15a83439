using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Tests.Signals;

public sealed class MemorisationTests
{
    [TestCase(new[] { 0.9, 0.7, 0.2, 0.4 }, new[] { true, true, false, false }, 0.5)]
    [TestCase(new[] { 0.2, 0.9, 0.7, 0.4 }, new[] { false, true, true, false }, 0.5)]
    [TestCase(new[] { 1.0, 0.0 }, new[] { true, false }, 1)]
    [TestCase(new[] { 0.3, 0.3, 0.3 }, new[] { true, false, false }, 0)]
    public void It_is_the_difference_between_models_that_saw_the_point_and_others(
        double[] probabilities,
        bool[] included,
        double expected
    ) => Assert.That(Memorisation.Score(probabilities, included), Is.EqualTo(expected).Within(1e-15));

    [TestCase(true)]
    [TestCase(false)]
    public void Without_models_on_both_sides_there_is_no_score(bool seen) =>
        Assert.That(Memorisation.Score([0.5, 0.6], [seen, seen]), Is.NaN);

    [Test]
    public void Lists_of_different_lengths_are_a_mistake() =>
        Assert.That(() => Memorisation.Score([0.5], [true, false]), Throws.ArgumentException);
}
