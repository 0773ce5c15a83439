using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Components;
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
    public void Every_attack_has_a_page_with_each_option_its_default_and_its_range(Type attack)
    {
        string name = attack.GetCustomAttribute<VerificationAttackAttribute>()!.Name;
        string page = File.ReadAllText(Path.Combine(Docs(), $"{name}.md"));
        object defaults = Activator.CreateInstance(attack)!;

        Assert.That(File.ReadAllText(Path.Combine(Docs(), "README.md")), Does.Contain($"]({name}.md)"));
        foreach (PropertyInfo option in attack.GetProperties().Where(p => p.CanWrite))
        {
            string key = char.ToLowerInvariant(option.Name[0]) + option.Name[1..];
            string[] row =
                page.Split('\n')
                    .SingleOrDefault(line => line.StartsWith($"| `{key}` |", StringComparison.Ordinal))
                    ?.Split('|')
                ?? [];
            Assert.That(row, Has.Length.GreaterThan(3), $"no row for '{key}'");
            Assert.That(Normalised(row[2]), Is.EqualTo(Text(option.GetValue(defaults)!)), $"default of '{key}'");
            if (option.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                Assert.That(
                    Normalised(row[3]),
                    Is.EqualTo($"{Text(range.Minimum)} to {Text(range.Maximum)}"),
                    $"range of '{key}'"
                );
            }
            else if (option.PropertyType.IsEnum)
            {
                Assert.That(
                    row[3].Trim(),
                    Is.EqualTo(string.Join(", ", Enum.GetValues(option.PropertyType).Cast<object>().Select(Text))),
                    $"choices of '{key}'"
                );
            }
        }
    }

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

    /// <summary>A value as manifests write it; numbers in one spelling.</summary>
    private static string Text(object value) =>
        value switch
        {
            Enum choice => Regex.Replace(choice.ToString(), "(?<!^)([A-Z])", "-$1").ToLowerInvariant(),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        };

    private static string Normalised(string cell) =>
        Regex.Replace(
            cell.Trim(),
            "^[0-9][0-9.e-]*|(?<= to )[0-9][0-9.e-]*$",
            number => Text(double.Parse(number.Value, CultureInfo.InvariantCulture))
        );

    private static string Docs()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Harness.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "attacks");
    }
}
