using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Audit;

/// <summary>Where an audit's arrays come from, as typed: files (with <c>:key</c> where one array is meant) and literals.</summary>
/// <param name="Targets">Files whose arrays keep their names.</param>
/// <param name="Shadows">Files whose arrays are those of shadow models; several are joined along the models.</param>
/// <param name="Members">The file of the membership mask, or null.</param>
/// <param name="Named">Assignments <c>name=file:key</c> or <c>name=number</c>.</param>
public sealed partial record AuditSources(
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Shadows,
    string? Members,
    IReadOnlyList<string> Named
)
{
    private const string OfShadows = ShadowEvidence.Group + "_";

    /// <summary>Usual names of arrays that mean the same.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(OutputNames.Short, StringComparer.Ordinal)
    {
        ["logits_target"] = OutputNames.Logits(OutputNames.Target),
        ["features"] = RepresentationEvidence.Target,
        ["logits_shadow"] = OutputNames.Logits(ShadowEvidence.Group),
        ["mask"] = ShadowEvidence.Masks,
        ["target_member"] = AuditInputs.Members,
        ["target_members"] = AuditInputs.Members,
    };

    /// <summary>Reads everything.</summary>
    /// <param name="audit">Knows the names that are wanted.</param>
    /// <exception cref="InputException">A file cannot be read, an array is given twice, or a name is none of this audit.</exception>
    public IReadOnlyList<AuditArray> Read(IAudit audit)
    {
        AuditArray[] all =
        [
            .. Targets.SelectMany(target => Target(audit, target)),
            .. ShadowArrays.Join(Shadows.SelectMany(Shadow)),
            .. Members is null ? [] : new[] { Mask(Members) },
            .. Named.Select(assignment => Assigned(audit, assignment)),
        ];
        return all.GroupBy(static array => array.Name).FirstOrDefault(static same => same.Count() > 1) is { } twice
            ? throw new InputException(
                $"'{twice.Key}' is given twice: in {string.Join(" and in ", twice.Select(static array => array.Source))}."
            )
            : all;
    }

    private static IEnumerable<AuditArray> Target(IAudit audit, string source) =>
        Open(source)
            .Select(array => new AuditArray(
                array with
                {
                    Name = Canonical(audit, array.Name.Length > 0 ? array.Name : Unnamed(audit, source)),
                },
                source
            ));

    private static IEnumerable<AuditArray> Shadow(string source) =>
        Open(source)
            .Select(array =>
            {
                string name =
                    Synonyms.TryGetValue(array.Name, out string? same)
                    && same.StartsWith(OfShadows, StringComparison.Ordinal)
                        ? same
                        : array.Name;
                string own =
                    name.Length == 0 ? OutputNames.Logits(ShadowEvidence.Group)
                    : name.StartsWith(OfShadows, StringComparison.Ordinal) ? name
                    : OfShadows + name;
                return new AuditArray(array with { Name = own }, source);
            });

    private static AuditArray Mask(string source)
    {
        IReadOnlyList<NamedArray> arrays = Open(source);
        NamedArray chosen =
            arrays.FirstOrDefault(static array =>
                Synonyms.GetValueOrDefault(array.Name, array.Name) == AuditInputs.Members
            )
            ?? Only(arrays)
            ?? throw new InputException(
                $"no array is named '{AuditInputs.Members}'; there are: {string.Join(", ", arrays.Select(static array => array.Name))}.",
                source
            );
        return new AuditArray(chosen with { Name = AuditInputs.Members }, source);
    }

    private static AuditArray Assigned(IAudit audit, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || equals == assignment.Length - 1)
        {
            throw new InputException(
                $"--array {assignment}: write name=file, name=file:key or name=number, for example --array labels=y.npy"
            );
        }

        string name = assignment[..equals].Trim();
        string source = assignment[(equals + 1)..].Trim();
        if (!audit.Arrays.Any(need => need.Matches(name)))
        {
            string[] known = [.. audit.Arrays.SelectMany(static need => need.Names)];
            string hint = NearestName.Hint(name, known);
            throw new InputException(
                $"--array {assignment}: '{audit.Name}' reads no array '{name}'{(hint.Length > 0 ? hint : ".")} "
                    + $"It reads: {string.Join(", ", known)}."
            );
        }

        if (NumberStart().IsMatch(source) && !File.Exists(source))
        {
            return new AuditArray(ArrayFile.Literal(name, source), "the command line");
        }

        IReadOnlyList<NamedArray> arrays = Open(source);
        NamedArray chosen =
            (Only(arrays) ?? arrays.FirstOrDefault(array => array.Name == name))
            ?? throw new InputException(
                $"--array {assignment}: the file holds {string.Join(", ", arrays.Select(static array => array.Name))}; "
                    + "name one of them behind a colon."
            );
        return new AuditArray(chosen with { Name = name }, source);
    }

    /// <summary>The one array of a file that holds data; null where there are several.</summary>
    private static NamedArray? Only(IReadOnlyList<NamedArray> arrays) =>
        arrays.Count == 1 ? arrays[0]
        : arrays.Where(static array => array.Flaw is null).ToArray() is [var only] ? only
        : null;

    /// <summary>A path may hold colons itself: what exists as a whole is a file as a whole.</summary>
    private static IReadOnlyList<NamedArray> Open(string source)
    {
        int colon = source.LastIndexOf(':');
        return colon > 0 && !File.Exists(source) && File.Exists(source[..colon])
            ? ArrayFile.Read(source[..colon], source[(colon + 1)..])
            : ArrayFile.Read(source);
    }

    private static string Unnamed(IAudit audit, string source)
    {
        string stem = Path.GetFileName(source).Split('.')[0].Replace('-', '_');
        return audit.Arrays.Any(need => need.Matches(Canonical(audit, stem))) ? stem : audit.Arrays[0].Name;
    }

    private static string Canonical(IAudit audit, string name) =>
        !audit.Arrays.Any(need => need.Matches(name))
        && Synonyms.TryGetValue(name, out string? same)
        && audit.Arrays.Any(need => need.Matches(same))
            ? same
            : name;

    [GeneratedRegex(@"^(-?[0-9.]+([eE][-+]?[0-9]+)?$|\[)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberStart();
}
