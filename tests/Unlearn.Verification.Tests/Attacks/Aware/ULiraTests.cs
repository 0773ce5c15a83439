using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Aware;

public sealed class ULiraTests
{
    [Test]
    public void A_tie_of_densities_counts_as_retrained()
    {
        // Fitted: N(1, 1) and N(-1, 1), whose densities at 0 are equal.
        Assert.That(ULira.Accuracy([0, 2, 0], [-2, 0, -3]), Is.EqualTo(0.5));
    }

    [Test]
    public void Models_that_all_agree_are_told_apart() =>
        Assert.That(ULira.Accuracy([1, 1, 1, 1], [0, 0, 0, 0]), Is.EqualTo(1));

    [TestCase(2, 3, "'u-lira' needs at least 3 unlearned models, got 2.")]
    [TestCase(3, 2, "'u-lira' needs at least 3 retrained models, got 2.")]
    public void Too_few_models_of_one_kind_are_refused(int unlearned, int retrained, string words) =>
        Refused(() => new ULira().Evaluate(Copies([true, false], unlearned, retrained)), words);

    [Test]
    public void A_mask_without_members_is_refused_by_every_attack_on_copies()
    {
        AttackInput input = Copies([false, false], 8, 8);
        const string nobody = "The membership mask names no member: there is nothing to attack.";

        Refused(() => new ULira().Evaluate(input), nobody);
        Refused(() => new Klom().Evaluate(input), nobody);
        Refused(() => new ChallengeScore().Evaluate(input), nobody);
    }

    [Test]
    public void Accuracies_are_rates_and_only_those_of_forgotten_points_betray_them()
    {
        IReadOnlyList<FigureKind> kinds = new ULira().Kinds;

        Assert.That(kinds.Select(static kind => kind.Scale), Is.All.EqualTo(FigureScale.Rate));
        Assert.That(kinds[0].Reading, Is.EqualTo(Reading.DistinctWhenHigh));
        Assert.That(kinds[^1].Reading, Is.EqualTo(default(Reading)));
    }

    private static AttackInput Copies(bool[] members, int unlearned, int retrained) =>
        Inputs.Gaps([0, 0], members).With(CopyEvidence.Kind, new CopyOutputs(Models(unlearned), Models(retrained)));

    private static LogitTable[] Models(int count) =>
        [.. Enumerable.Range(0, count).Select(static m => Inputs.Table(m, -m))];
}
