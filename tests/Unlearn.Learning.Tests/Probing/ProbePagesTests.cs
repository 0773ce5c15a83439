using System.Reflection;
using Unlearn.Learning.Probing;
using Unlearn.Verification.Components;
using Unlearn.Verification.Tests.Attacks;

namespace Unlearn.Learning.Tests.Probing;

/// <summary>Attacks that read or train models, and their pages in <c>docs/attacks</c>.</summary>
public sealed class ProbePagesTests
{
    public static IEnumerable<Type> Probes() =>
        typeof(IModelProbe)
            .Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<VerificationAttackAttribute>() is not null);

    [TestCaseSource(nameof(Probes))]
    public void Every_probe_has_a_page_with_each_option_its_default_and_its_range(Type probe) =>
        AttackPage.Check(probe.GetCustomAttribute<VerificationAttackAttribute>()!.Name, probe);

    [Test]
    public void There_are_probes() => Assert.That(Probes().Count(), Is.GreaterThanOrEqualTo(4));
}
