using Unlearn.Verification.Attacks.Planted;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Attacks.Planted;

public sealed class InterclassConfusionTests
{
    [Test]
    public void A_third_class_is_no_confusion_of_two()
    {
        // Two points of class 0 are called 2, one of class 1 is called 0.
        AttackInput input = new()
        {
            Target = new LogitTable([0, 0, 1, 0, 0, 1, 1, 0, 0], 3),
            Labels = [0, 0, 1],
            Members = [true, true, true],
        };

        AttackEvidence evidence = new InterclassConfusion().Evaluate(input);

        Assert.That(evidence.Of("confusion-error-forget"), Is.EqualTo(1));
        Assert.That(evidence.Of("confusion-count-forget"), Is.EqualTo(1));
    }
}
