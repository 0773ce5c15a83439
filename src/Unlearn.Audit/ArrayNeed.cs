using System.Text.Json.Serialization;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>An array that an audit reads.</summary>
/// <param name="Array">The array; a star at the end of a name stands for anything.</param>
/// <param name="Required">Whether the audit cannot do without it (or one of the alternatives).</param>
public sealed record ArrayNeed([property: JsonIgnore] EvidenceArray Array, bool Required)
{
    /// <summary>Its name in files; a star at the end stands for anything.</summary>
    [JsonPropertyOrder(-2)]
    public string Name => Array.Name;

    /// <summary>Its axes in words, for example <c>models x points x classes</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Shape => Array.Axes;

    /// <summary>Names that do as well.</summary>
    public IReadOnlyList<string> Alternatives => Array.Alternatives;

    /// <summary>All names that satisfy the need.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => Array.Names;

    /// <summary>A needed array of numbers.</summary>
    public static ArrayNeed Of(string name, string shape) => Of(EvidenceArray.Of(name, shape));

    /// <summary>A needed array.</summary>
    public static ArrayNeed Of(EvidenceArray array) => new(array, Required: true);

    /// <summary>An array of numbers that is read where it is there.</summary>
    public static ArrayNeed Optional(string name, string shape) => Optional(EvidenceArray.Of(name, shape));

    /// <summary>An array that is read where it is there.</summary>
    public static ArrayNeed Optional(EvidenceArray array) => new(array, Required: false);

    /// <summary>Whether an array of this name satisfies it.</summary>
    public bool Matches(string name) =>
        Names.Any(own =>
            own.EndsWith('*')
                ? name.StartsWith(own[..^1], StringComparison.Ordinal) && name.Length >= own.Length
                : own == name
        );

    /// <summary>The need in words.</summary>
    public override string ToString() =>
        $"'{Name}' ({Shape}{(Alternatives.Count > 0 ? $"; or {string.Join(", ", Alternatives)}" : "")})";
}
