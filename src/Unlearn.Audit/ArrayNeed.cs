using System.Text.Json.Serialization;

namespace Unlearn.Audit;

/// <summary>An array that an audit reads.</summary>
/// <param name="Name">Its name in files; a star at the end stands for anything.</param>
/// <param name="Shape">Its axes in words, for example <c>models x points x classes</c>.</param>
/// <param name="Required">Whether the audit cannot do without it (or one of the alternatives).</param>
/// <param name="Alternatives">Names that do as well.</param>
public sealed record ArrayNeed(string Name, string Shape, bool Required, IReadOnlyList<string> Alternatives)
{
    /// <summary>A needed array without alternatives.</summary>
    public static ArrayNeed Of(string name, string shape, params string[] alternatives) =>
        new(name, shape, true, alternatives);

    /// <summary>An array that is read where it is there.</summary>
    public static ArrayNeed Optional(string name, string shape, params string[] alternatives) =>
        new(name, shape, false, alternatives);

    /// <summary>All names that satisfy the need.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => Alternatives.Prepend(Name);

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
