using System.Reflection;
using Unlearn.Verification.Attacks;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>Records, their options and the pages in <c>docs/attacks</c> agree.</summary>
public sealed class AttackPagesTests
{
    public static IEnumerable<Type> Attacks() =>
        typeof(IVerificationAttack)
            .Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<VerificationAttackAttribute>() is not null);

    [TestCaseSource(nameof(Attacks))]
    public void Every_attack_has_a_page_with_each_option_its_default_and_its_range(Type attack) =>
        AttackPage.Check(attack.GetCustomAttribute<VerificationAttackAttribute>()!.Name, attack);

    [TestCaseSource(nameof(Attacks))]
    public void Every_attack_is_a_sealed_record_with_bounded_numbers(Type attack)
    {
        Assert.That(attack.IsSealed && attack.IsAssignableTo(typeof(IVerificationAttack)));
        Assert.That(
            attack
                .GetProperties()
                .Where(p => p.CanWrite && (p.PropertyType == typeof(int) || p.PropertyType == typeof(double)))
                .Select(p => p.GetCustomAttribute<RangeAttribute>()),
            Has.All.Not.Null
        );
    }
}
