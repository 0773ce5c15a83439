using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Evidence that is one model's answer cannot be had where no model answers: that is a fault, and no evidence that is not there.</summary>
public sealed class SilentModelsTests
{
    public static IEnumerable<TestCaseData> OfOneModel() =>
        new EvidenceKind[]
        {
            OriginalEvidence.Kind,
            RetainEvidence.Kind,
            RepresentationEvidence.Kind,
            TokenEvidence.Kind,
            TruthEvidence.Kind,
            GreedyEvidence.Kind,
            LowerCaseEvidence.Kind,
        }.Select(static kind => new TestCaseData(kind).SetArgDisplayNames(kind.Description));

    [TestCaseSource(nameof(OfOneModel))]
    public void A_model_that_does_not_answer_is_a_fault(EvidenceKind kind) =>
        Assert.That(() => kind.Collect(ThreePoints.Input, new Answers()), Throws.InvalidOperationException);
}
