using System.Text.RegularExpressions;
using Unlearn.Tool.Auditing;
using Unlearn.Tool.Catalog;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>The two tables of <c>docs/audit.md</c>, attacks and metrics, which are generated.</summary>
internal static class AuditPage
{
    /// <summary>Set to 1 to write the tables instead of comparing them.</summary>
    private const string Update = "UNLEARN_UPDATE_DOCS";

    private static string Path => Checkout.Path("docs", "audit.md");

    /// <summary>Compares the page with what it would be with tables of the present audits, or writes it.</summary>
    public static void Check()
    {
        string written = Written(File.ReadAllText(Path));
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Path, written);
        }

        Assert.That(
            File.ReadAllText(Path),
            Is.EqualTo(written),
            $"Run this test with {Update}=1 to write the tables of docs/audit.md."
        );
    }

    private static string Written(string page)
    {
        var tables = new Queue<string[]>([
            Lines(static audit => audit is AttackAudit),
            Lines(static audit => audit is MetricAudit),
        ]);
        var lines = new List<string>();
        bool inside = false;
        foreach (string line in page.Split('\n'))
        {
            inside &= line.StartsWith('|');
            if (!inside)
            {
                lines.Add(line);
            }

            if (line.StartsWith("| name |", StringComparison.Ordinal))
            {
                lines.Add("|---|---|---|---|");
                lines.AddRange(tables.Dequeue());
                inside = true;
            }
        }

        Assert.That(tables, Is.Empty, "the page has a table of attacks and one of metrics");
        return string.Join('\n', lines);
    }

    private static string[] Lines(Func<IAudit, bool> chosen) =>
        [.. AuditCatalog.Names.Where(name => chosen(AuditCatalog.Create(name, []))).Select(Line)];

    private static string Line(string name)
    {
        IEnumerable<string> arrays = AuditCatalog.Create(name, []).Arrays.Select(Text);
        IEnumerable<string> options = AuditCatalog.Options(name).Select(Text);
        string what = Regex.Split(AuditCatalog.Summary(name), "(?<=[.?]) (?=[A-Z])")[0];
        return $"| `{name}` | {what} | {string.Join("; ", arrays)} | {string.Join("; ", options)} |";
    }

    private static string Text(ArrayNeed need)
    {
        string others = string.Join(", ", need.Alternatives.Select(static name => $"`{name}`"));
        return $"{(need.Required ? "" : "*optional* ")}`{need.Name}`{(others.Length > 0 ? $" or {others}" : "")} ({need.Shape})";
    }

    private static string Text(ComponentOption option)
    {
        string range = option.Range.Length > 0 ? $", {option.Range}" : "";
        string type = $"{option.Type}{range}".Replace("|", "\\|", StringComparison.Ordinal);
        return $"`{option.Key}` = {option.Default} ({type})";
    }
}
