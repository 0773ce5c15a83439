using System.Text.RegularExpressions;

namespace Unlearn.Engine.Planning;

/// <summary>
/// Globs over trial ids: <c>*</c> stands for any characters, slashes included, <c>?</c> for one; everything else, brackets
/// included, for itself. A trial is chosen when any glob matches its whole id; no glob at all chooses every trial.
/// </summary>
public sealed class TrialFilter
{
    private readonly IReadOnlyList<Regex> _patterns;

    /// <summary>Compiles globs.</summary>
    public TrialFilter(IReadOnlyList<string> globs)
    {
        Globs = globs;
        _patterns = [.. globs.Select(Compile)];
    }

    /// <summary>The globs as given.</summary>
    public IReadOnlyList<string> Globs { get; }

    /// <summary>Whether a trial is chosen.</summary>
    public bool Chooses(string id) => _patterns.Count == 0 || _patterns.Any(pattern => pattern.IsMatch(id));

    private static Regex Compile(string glob)
    {
        string escaped = Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal);
        return new Regex(
            $"^{escaped.Replace("\\?", ".", StringComparison.Ordinal)}$",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline
        );
    }
}
