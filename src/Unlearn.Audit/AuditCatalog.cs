using System.Reflection;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Core.Options;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;

namespace Unlearn.Audit;

/// <summary>Everything that <c>unlearn audit</c> can run: the attacks of the library and the metrics beside it, by name.</summary>
public static class AuditCatalog
{
    /// <summary>Short or usual names of audits.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["ks"] = "kolmogorov-smirnov",
        ["one-run"] = "one-run-audit",
        ["epsilon"] = "epsilon-bound",
        ["relearn"] = "relearn-time",
        ["anamnesis"] = AnamnesisIndex.Name,
    };

    private static readonly SortedDictionary<string, Type> Types = Find();

    private static readonly Lazy<Dictionary<Assembly, DocumentationFile>> Documentation = new(static () =>
        Types.Values.Select(static type => type.Assembly).Distinct().ToDictionary(static a => a, DocumentationFile.Of)
    );

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
        string name = Aliases.GetValueOrDefault(given, given);
        if (!Types.TryGetValue(name, out Type? type))
        {
            string hint = NearestName.Hint(given, [.. Names, .. Aliases.Keys]);
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

    private static SortedDictionary<string, Type> Find()
    {
        var types = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (Type type in typeof(IVerificationAttack).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttribute<VerificationAttackAttribute>() is { } attack)
            {
                types.Add(attack.Name, type);
            }
        }

        foreach (Type type in typeof(AuditCatalog).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<AuditMetricAttribute>() is { } metric)
            {
                types.Add(metric.Name, type);
            }
        }

        return types;
    }
}
