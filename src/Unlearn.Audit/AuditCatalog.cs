using System.Reflection;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Core.Options;
using Unlearn.Verification.Attacks;

namespace Unlearn.Audit;

/// <summary>Everything that <c>unlearn audit</c> can run: the attacks of the library and the metrics beside it, by name.</summary>
public static class AuditCatalog
{
    private static readonly SortedDictionary<string, Type> Types = new(StringComparer.Ordinal);

    // Short or usual names, with the names that they stand for.
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<Assembly, DocumentationFile>> Documentation = new(static () =>
        Types.Values.Select(static type => type.Assembly).Distinct().ToDictionary(static a => a, DocumentationFile.Of)
    );

    static AuditCatalog()
    {
        foreach (Type type in typeof(IVerificationAttack).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttribute<VerificationAttackAttribute>() is { } attack)
            {
                Add(attack.Name, attack.ShortName, type);
            }
        }

        foreach (Type type in typeof(AuditCatalog).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<AuditMetricAttribute>() is { } metric)
            {
                Add(metric.Name, metric.ShortName, type);
            }
        }
    }

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyCollection<string> Names => Types.Keys;

    /// <summary>What an audit is, from its documentation.</summary>
    public static string Summary(string name) => Documentation.Value[Types[name].Assembly].Summary(Types[name]);

    /// <summary>The options of an audit with defaults, ranges and documentation.</summary>
    public static IReadOnlyList<ComponentOption> Options(string name)
    {
        HashSet<string> keys = [.. AuditOptions.Properties(Types[name]).Select(static p => OptionReader.Key(p))];
        return
        [
            .. OptionReader
                .Read(Types[name], Documentation.Value[Types[name].Assembly])
                .Where(option => keys.Contains(option.Key)),
        ];
    }

    /// <summary>An audit with options.</summary>
    /// <param name="given">Its name or a short form of it.</param>
    /// <param name="assignments">Options, <c>key=value</c>.</param>
    /// <exception cref="InputException">There is no such audit, or an option is wrong.</exception>
    public static IAudit Create(string given, IReadOnlyList<string> assignments)
    {
        string name = ShortNames.GetValueOrDefault(given, given);
        if (!Types.TryGetValue(name, out Type? type))
        {
            string hint = NearestName.Hint(given, [.. Names, .. ShortNames.Keys]);
            throw new InputException(
                $"nothing that is named '{given}' can be audited{(hint.Length > 0 ? hint : ".")} There are: {string.Join(", ", Names)}."
            );
        }

        object record = Activator.CreateInstance(type)!;
        AuditOptions.Apply(record, name, assignments);
        return record is IOutputAttack attack
            ? new AttackAudit(name, attack)
            : new MetricAudit(name, (IAuditMetric)record);
    }

    private static void Add(string name, string? shortName, Type type)
    {
        Types.Add(name, type);
        if (shortName is not null)
        {
            ShortNames.Add(shortName, name);
        }
    }
}
