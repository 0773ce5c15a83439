using System.Text.RegularExpressions;

namespace Unlearn.Architecture.Tests;

/// <summary>A name is written once: what two projects must agree on is a constant or a type that both refer to.</summary>
public sealed partial class NameTests
{
    // Words that two projects write for reasons of their own.
    private static readonly HashSet<string> Unrelated =
    [
        "--array", // of `unlearn audit`, and of sbatch
        "--quiet", // of `unlearn`, and of squeue
        "truth-ratio", // an attack, and a part of model utility
        "utf-8",
    ];

    [Test]
    public void No_name_with_hyphens_is_written_in_two_projects()
    {
        (string Name, string Project)[] names =
        [
            .. from file in SourceFile.Under("src", "generators")
            from line in file.Lines
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from match in Hyphened().Matches(line)
            select (match.Groups[1].Value, file.Path.Split('/')[1]),
        ];

        Assert.That(names, Has.Length.GreaterThan(200), "names are found at all");
        Assert.That(
            names
                .Distinct()
                .GroupBy(static one => one.Name, static one => one.Project)
                .Where(static group => group.Count() > 1 && !Unrelated.Contains(group.Key))
                .Select(static group => $"\"{group.Key}\" in {string.Join(", ", group)}"),
            Is.Empty
        );
    }

    [GeneratedRegex("""(?<![$\\])"(-{0,2}[a-z0-9]+(?:[-_][a-z0-9]+)+|--[a-z]+)(?<!\\)"(?!\w)""")]
    private static partial Regex Hyphened();
}
