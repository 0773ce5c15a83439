using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Unlearn.Verification.Components;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>A page in <c>docs/attacks</c> against the record that it describes.</summary>
internal static class AttackPage
{
    /// <summary>Set to 1 to write the list of attacks.</summary>
    private const string Update = "UNLEARN_UPDATE_DOCS";

    private static string Folder => Checkout.Path("docs", "attacks");

    /// <summary>The page exists, the list of attacks leads to it, and its table has each option with default and range or choices.</summary>
    /// <param name="name">The attack's name in manifests.</param>
    /// <param name="attack">Its record.</param>
    public static void Check(string name, Type attack)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, $"{name}.md"));
        object defaults = Activator.CreateInstance(attack)!;
        PropertyInfo[] options = [.. attack.GetProperties().Where(static property => property.CanWrite)];

        CheckList(name, attack, question: lines[2]);
        foreach (PropertyInfo option in options)
        {
            string key = ManifestNames.Camel(option.Name);
            string[] row =
                lines.SingleOrDefault(line => line.StartsWith($"| `{key}` |", StringComparison.Ordinal))?.Split('|')
                ?? [];
            Assert.That(row, Has.Length.GreaterThan(3), $"no row for '{key}'");
            Assert.That(Normalised(row[2]), Is.EqualTo(Text(option.GetValue(defaults)!)), $"default of '{key}'");
            if (option.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>() is { } range)
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

        Assert.That(
            lines.Count(static line => line.StartsWith("| `", StringComparison.Ordinal)),
            Is.EqualTo(options.Length),
            "rows without an option"
        );
    }

    // The list of attacks: a line each, with the kind and what the attack's page begins with. A new attack's line is written at the end of
    // the table, with the folder of its record for the kind.
    private static void CheckList(string name, Type attack, string question)
    {
        string path = Path.Combine(Folder, "README.md");
        var list = File.ReadAllLines(path).ToList();
        string start = $"| [{name}]({name}.md) | ";
        int at = list.FindIndex(line => line.StartsWith(start, StringComparison.Ordinal));
        if (at < 0 && Environment.GetEnvironmentVariable(Update) == "1")
        {
            at = list.FindLastIndex(static line => line.StartsWith("| [", StringComparison.Ordinal)) + 1;
            string kind = attack.Namespace!.Split('.')[^1].ToLowerInvariant();
            list.Insert(at, $"{start}{kind} | {question} |");
            File.WriteAllLines(path, list);
        }

        Assert.That(at, Is.Not.Negative, $"no line for '{name}': run this test with {Update}=1 to write it");
        Assert.That(list[at], Does.EndWith($" | {question} |"));
    }

    /// <summary>A value as manifests write it; numbers in one spelling.</summary>
    private static string Text(object value) =>
        value switch
        {
            Enum choice => ManifestNames.Kebab(choice.ToString()),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        };

    private static string Normalised(string cell) =>
        Regex.Replace(
            cell.Trim(),
            "^[0-9][0-9.e-]*|(?<= to )[0-9][0-9.e-]*$",
            number => Text(double.Parse(number.Value, CultureInfo.InvariantCulture))
        );
}
