using System.Globalization;

namespace Unlearn.Tests;

/// <summary>
/// Memory that this process has asked for, managed and native: whether the system has moved some of it out for others does not enter.
/// </summary>
internal static class OwnMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Anonymous pages, in memory and swapped out; the working set where the system does not tell them apart.</summary>
    public static long Bytes() =>
        File.Exists(Status)
            ? 1024
                * File.ReadLines(Status)
                    .Where(static line =>
                        line.StartsWith("RssAnon:", StringComparison.Ordinal)
                        || line.StartsWith("VmSwap:", StringComparison.Ordinal)
                    )
                    .Sum(static line =>
                        long.Parse(
                            line.Split(':', 2)[1].Replace("kB", "", StringComparison.Ordinal),
                            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                            CultureInfo.InvariantCulture
                        )
                    )
            : Environment.WorkingSet;
}
