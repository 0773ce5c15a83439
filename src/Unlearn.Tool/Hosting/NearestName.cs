using Unlearn.Verification;

namespace Unlearn.Tool.Hosting;

/// <summary>What a person probably meant.</summary>
internal static class NearestName
{
    /// <summary>The half sentence <c>; did you mean 'x'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string given, IEnumerable<string> known) =>
        Find(given, known) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>The known name with the fewest edits, at most a third of the given one's length; null when none is near.</summary>
    public static string? Find(string given, IEnumerable<string> known) =>
        known
            .Select(name => (Name: name, Edits: EditDistance.Between(given, name, ignoreCase: true)))
            .Where(candidate => candidate.Edits <= Math.Max(1, given.Length / 3))
            .OrderBy(static candidate => candidate.Edits)
            .ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Select(static candidate => candidate.Name)
            .FirstOrDefault();
}
