using System.Globalization;
using System.Text.RegularExpressions;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Reads what Slurm's commands print. Pure functions.</summary>
public static partial class SlurmText
{
    /// <summary>The format that <see cref="Queue"/> reads: array or job id, state, reason.</summary>
    public const string QueueFormat = "%F|%T|%r";

    /// <summary>Slurm's own default of MaxArraySize.</summary>
    internal const int UsualMaxArraySize = 1001;

    // A job that waits for what will never come is not alive, also where Slurm keeps it listed.
    private const string Hopeless = "DependencyNeverSatisfied";

    private static readonly HashSet<string> Ended =
    [
        "COMPLETED",
        "CANCELLED",
        "FAILED",
        "TIMEOUT",
        "NODE_FAIL",
        "OUT_OF_MEMORY",
        "BOOT_FAIL",
        "DEADLINE",
        "REVOKED",
    ];

    /// <summary>Elements that are alive, from <c>squeue --array --noheader --format=</c><see cref="QueueFormat"/>.</summary>
    /// <param name="output">What it printed; lines of another form are left out.</param>
    /// <param name="jobs">The jobs of interest.</param>
    public static IReadOnlyList<QueuedElement> Queue(string output, IEnumerable<string> jobs)
    {
        HashSet<string> wanted = [.. jobs];
        return
        [
            .. from line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            let fields = line.Split('|')
            where
                fields.Length == 3 && wanted.Contains(fields[0]) && fields[2] != Hopeless && !Ended.Contains(fields[1])
            select new QueuedElement(fields[0], fields[1]),
        ];
    }

    /// <summary>The job's id, from <c>sbatch --parsable</c>; null where it is none.</summary>
    public static string? JobId(string output)
    {
        // ID, or ID;CLUSTER.
        string id = output.Trim().Split(';')[0];
        return id.Length > 0 && id.All(char.IsAsciiDigit) ? id : null;
    }

    /// <summary>MaxArraySize, from <c>scontrol show config</c>; 1001, Slurm's default, where it is not told.</summary>
    public static int MaxArraySize(string output) =>
        MaxArraySizePattern().Match(output) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
        && size > 0
            ? size
            : UsualMaxArraySize;

    /// <summary>Counts elements by state, for people: <c>3 running, 10 pending</c>.</summary>
    public static string Summary(IReadOnlyList<QueuedElement> queue) =>
        string.Join(
            ", ",
            queue
                .GroupBy(static element => element.State)
                .OrderByDescending(static group => group.Key, StringComparer.Ordinal)
                .Select(static group =>
                    string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToLowerInvariant()}")
                )
        );

    [GeneratedRegex(@"^MaxArraySize\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex MaxArraySizePattern();
}
