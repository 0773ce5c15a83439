using System.Text.RegularExpressions;
using Unlearn.Core;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>What Slurm is asked for.</summary>
public sealed partial record SlurmOptions
{
    /// <summary>The option of <see cref="Partition"/>, of <c>unlearn run</c> as of <c>sbatch</c>.</summary>
    public const string PartitionOption = "--partition";

    /// <summary>The option of <see cref="Account"/>, likewise.</summary>
    public const string AccountOption = "--account";

    /// <summary>The option of <see cref="Time"/>, likewise.</summary>
    public const string TimeOption = "--time";

    /// <summary>The option of <c>unlearn run</c> that takes options of <c>sbatch</c> as they are.</summary>
    public const string RawOption = "--sbatch";

    /// <summary>The partition, or null for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>The account, or null for the user's default.</summary>
    public string? Account { get; init; }

    /// <summary>Time limit of an array element in Slurm's form (<c>90</c> minutes, <c>1:30:00</c>, <c>2-12</c>), or null for the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>Further options of <c>sbatch</c>, each as it would stand on the command line.</summary>
    public IReadOnlyList<string> Raw { get; init; } = [];

    /// <summary>Most elements that run at the same time, at least 1; null for no limit of ours.</summary>
    public int? Limit { get; init; }

    /// <summary>How often an element may be started again, at least 0.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>What was asked for when a run was submitted, for its later rounds; null where Slurm does not have the run.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static SlurmOptions? Read(ClusterFolder folder) =>
        folder.Exists ? folder.Files().Read(ClusterFolder.QueueFile, SlurmSubmissionJson.Readable.SlurmOptions) : null;

    /// <summary>Keeps it for later rounds.</summary>
    public void Write(ClusterFolder folder) =>
        folder.Files().Write(ClusterFolder.QueueFile, this, SlurmSubmissionJson.Readable.SlurmOptions);

    /// <summary>Refuses what would break a script.</summary>
    /// <exception cref="InputException">A value cannot stand in a script.</exception>
    public void Validate()
    {
        foreach (
            (string option, string? value) in (ReadOnlySpan<(string, string?)>)
                [(PartitionOption, Partition), (AccountOption, Account), (TimeOption, Time)]
        )
        {
            if (value is not null && !WordPattern().IsMatch(value))
            {
                throw new InputException(
                    $"{option} '{value}' is nothing that Slurm would take: use letters, digits and . , : _ + -"
                );
            }
        }

        foreach (string raw in Raw.Where(static raw => !raw.StartsWith('-') || raw.AsSpan().ContainsAny("\r\n")))
        {
            throw new InputException(
                $"{RawOption} '{raw}' is no option of sbatch: write it like {RawOption}=\"--mem=4G\""
            );
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.,:_+\-]*$")]
    private static partial Regex WordPattern();
}
