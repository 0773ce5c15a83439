using Microsoft.CodeAnalysis;

namespace Unlearn.Generators.Diagnostics;

/// <summary>Everything that can be wrong with a manifest. Each id has a page under <c>docs/diagnostics</c>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "Unlearn.Manifest";

    public static readonly DiagnosticDescriptor YamlSyntax = Error("UNL0001", "Malformed YAML", "{0}");

    public static readonly DiagnosticDescriptor UnsupportedYaml = Error(
        "UNL0002",
        "YAML feature that manifests do not support",
        "{0} not supported in manifests; {1}"
    );

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "UNL0003",
        "Duplicate key",
        "'{0}' is already given in line {1}"
    );

    public static readonly DiagnosticDescriptor UnknownKey = Error(
        "UNL0004",
        "Unknown option",
        "{0} has no option '{1}'{2}"
    );

    public static readonly DiagnosticDescriptor UnknownComponent = Error(
        "UNL0005",
        "Unknown component",
        "There is no {0} '{1}'{2}"
    );

    public static readonly DiagnosticDescriptor WrongType = Error("UNL0006", "Wrong type", "{0} must be {1}, got {2}");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "UNL0007",
        "Value out of range",
        "'{0}' must be {1}, got {2}"
    );

    public static readonly DiagnosticDescriptor Missing = Error("UNL0008", "Missing option", "{0} needs {1}");

    public static readonly DiagnosticDescriptor Conflict = Error(
        "UNL0009",
        "Conflicting options",
        "'{0}' cannot be given together with {1}: choose one"
    );

    public static readonly DiagnosticDescriptor SumTooLarge = Error(
        "UNL0010",
        "Sum of options too large",
        "{0} must not add up to more than {1}, got {2}"
    );

    public static readonly DiagnosticDescriptor WrongCount = Error(
        "UNL0011",
        "Wrong number of entries",
        "'{0}' needs {1}, got {2}"
    );

    public static readonly DiagnosticDescriptor UnknownValue = Error(
        "UNL0012",
        "Unknown value",
        "'{0}' cannot be '{1}'{2}"
    );

    public static readonly DiagnosticDescriptor BadText = Error(
        "UNL0013",
        "Text does not match its pattern",
        "'{0}' must match {1}, got {2}"
    );

    public static readonly DiagnosticDescriptor DuplicateExperiment = Error(
        "UNL0014",
        "Duplicate experiment name",
        "The experiment '{0}' is already defined in {1}"
    );

    public static readonly DiagnosticDescriptor NotServed = Error(
        "UNL0015",
        "Combination that is not served",
        "{0} serves only {1}, not the {2} '{3}'{4}"
    );

    public static readonly DiagnosticDescriptor MisplacedSweep = Error(
        "UNL0016",
        "List where one value is expected",
        "'{0}' takes one value; a list is a sweep axis, and sweeps are allowed only for options inside the entries of {1}"
    );

    public static readonly DiagnosticDescriptor Unused = Warning(
        "UNL0017",
        "Option without effect",
        "'{0}' has no effect: nothing in this manifest uses it{1}"
    );

    public static readonly DiagnosticDescriptor BadName = Error(
        "UNL0018",
        "Malformed name",
        "{0} cannot be a name; use 1 to 100 letters, digits, '.', '_' and '-', the first a letter or digit"
    );

    public static readonly DiagnosticDescriptor TooManyCombinations = Error(
        "UNL0019",
        "Sweep with too many combinations",
        "The sweep of '{0}' has more than {1} combinations"
    );

    public static readonly DiagnosticDescriptor DuplicateSweepValue = Error(
        "UNL0020",
        "Value twice on a sweep axis",
        "The sweep of '{0}' has the value {1} twice"
    );

    public static readonly DiagnosticDescriptor ContractsMissing = Error(
        "UNL0021",
        "Manifest without the unlearn libraries",
        "The manifest cannot be compiled: this project does not reference Unlearn.Engine"
    );

    public static readonly DiagnosticDescriptor AmbiguousComponent = Error(
        "UNL0022",
        "Two components of one name",
        "The {0} '{1}' is defined twice: {2}"
    );

    public static readonly DiagnosticDescriptor NotWritable = Error(
        "UNL0023",
        "Option that manifests cannot express",
        "'{0}' of {1} has the type {2}, which a manifest cannot express"
    );

    public static readonly DiagnosticDescriptor SweptAndTuned = Error(
        "UNL0024",
        "Option that is swept and tuned",
        "'{0}' of '{1}' is a sweep axis and in the search space of 'tune': give one value, leave it to tuning, or list '{1}' under 'except'"
    );

    public static readonly DiagnosticDescriptor BadSearchSpace = Error(
        "UNL0027",
        "Search space that cannot be searched",
        "The search space of '{0}' in {1} cannot be searched: {2}"
    );

    public static readonly DiagnosticDescriptor Lonely = Error(
        "UNL0025",
        "Component that needs another",
        "The {0} '{1}' has nothing to look at: the manifest needs {2} as well"
    );

    public static readonly DiagnosticDescriptor BadQuery = Error(
        "UNL0026",
        "Condition that cannot be used",
        "'{0}': {1}"
    );

    public static readonly DiagnosticDescriptor Refused = Error(
        "UNL0028",
        "Combination that is refused",
        "{0} cannot be combined with the {1} '{2}'{3}{4}"
    );

    public static readonly DiagnosticDescriptor BadExpectation = Error(
        "UNL0029",
        "Expectation that cannot be decided",
        "'{0}': {1}"
    );

    public static readonly DiagnosticDescriptor Internal = Error(
        "UNL0099",
        "Internal error of the manifest compiler",
        "The manifest compiler failed on this manifest, please report it: {0}"
    );

    /// <summary>All descriptors by id, in order.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        YamlSyntax,
        UnsupportedYaml,
        DuplicateKey,
        UnknownKey,
        UnknownComponent,
        WrongType,
        OutOfRange,
        Missing,
        Conflict,
        SumTooLarge,
        WrongCount,
        UnknownValue,
        BadText,
        DuplicateExperiment,
        NotServed,
        MisplacedSweep,
        Unused,
        BadName,
        TooManyCombinations,
        DuplicateSweepValue,
        ContractsMissing,
        AmbiguousComponent,
        NotWritable,
        SweptAndTuned,
        BadSearchSpace,
        Lonely,
        BadQuery,
        Refused,
        BadExpectation,
        Internal,
    }.ToDictionary(static descriptor => descriptor.Id);

    private static DiagnosticDescriptor Error(string id, string title, string format) =>
        Make(id, title, format, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string format) =>
        Make(id, title, format, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string id, string title, string format, DiagnosticSeverity severity) =>
        new(id, title, format, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.For(id));
}
