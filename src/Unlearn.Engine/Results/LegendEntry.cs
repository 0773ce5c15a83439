using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>What a figure of the results is.</summary>
/// <param name="Name">The name that figures of the results carry: the kind's, and under an attack <c>attack/kind</c>.</param>
/// <param name="Attack">The attack's name in the manifest; null for figures of the trial itself.</param>
/// <param name="AttackTitle">The attack's name for people; null likewise.</param>
/// <param name="Kind">The kind.</param>
public sealed record LegendEntry(string Name, string? Attack, string? AttackTitle, FigureKind Kind)
{
    /// <summary>The name of a kind under an attack.</summary>
    public static string NameOf(string attack, FigureKind kind) => $"{attack}/{kind.Name}";

    /// <summary>The same of a figure of an attack.</summary>
    public static string NameOf(string attack, Figure figure) => $"{attack}/{figure.Name}";
}
