using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Training;

[TestFixture]
public sealed class LearningRateScheduleTests
{
    [TestCase(ScheduleKind.Constant, new[] { 1.0, 1.0, 1.0, 1.0 })]
    [TestCase(ScheduleKind.Step, new[] { 1.0, 1.0, 0.1, 0.01 })]
    [TestCase(ScheduleKind.Step, new[] { 1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.01, 0.01 })]
    [TestCase(ScheduleKind.Cosine, new[] { 1.0, 0.75, 0.25 })]
    [TestCase(ScheduleKind.Cosine, new[] { 1.0, 0.8535533905932737, 0.5, 0.1464466094067263 })]
    public void Factors_follow_the_closed_form(ScheduleKind kind, double[] factors)
    {
        double[] found =
        [
            .. Enumerable.Range(0, factors.Length).Select(e => LearningRateSchedule.Factor(kind, e, factors.Length)),
        ];
        Assert.That(found, Is.EqualTo(factors).Within(1e-15));
    }
}
