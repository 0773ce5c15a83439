using Unlearn.Verification;

namespace Unlearn.Learning.Data.Files;

/// <summary>Finds what a person most likely meant.</summary>
internal static class NearestName
{
    /// <summary>Half a message: " Did you mean 'x'?" where a name is near, otherwise the names that there are (at most eight of them).</summary>
    public static string Hint(string given, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0)
        {
            return "";
        }

        string nearest = all.MinBy(name => EditDistance.Between(given, name, ignoreCase: true))!;
        if (EditDistance.Between(given, nearest, ignoreCase: true) <= Math.Max(2, given.Length / 3))
        {
            return $" Did you mean '{nearest}'?";
        }

        string more = all.Length > 8 ? $", ... ({all.Length} in all)" : "";
        return $" There are: {string.Join(", ", all.Take(8))}{more}.";
    }
}
