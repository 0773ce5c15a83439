using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Cluster.Slurm;
using Unlearn.Tool.Manifests;

namespace Unlearn.Tool.Commands;

/// <summary>The options of <c>unlearn run</c> that say who computes.</summary>
internal sealed class ExecutorOptions
{
    /// <summary>Who computes.</summary>
    public Option<ExecutorKind> Executor { get; } =
        new("--executor")
        {
            Description =
                "local: workers of this process (the default); slurm: job arrays; external: prepare the run's folder and list "
                + "its elements for `unlearn worker`",
            HelpName = "local|slurm|external",
        };

    /// <summary>Packing.</summary>
    public Option<double> Pack { get; } =
        new("--pack")
        {
            Description = "estimated seconds of work for each array element; 0: one task each; default: 60",
            HelpName = "SECONDS",
            DefaultValueFactory = static _ => 60.0,
        };

    private readonly Option<string?> _partition = new(SlurmOptions.PartitionOption)
    {
        Description = "Slurm's partition",
        HelpName = "NAME",
    };
    private readonly Option<string?> _account = new(SlurmOptions.AccountOption)
    {
        Description = "Slurm's account",
        HelpName = "NAME",
    };
    private readonly Option<string?> _time = new(SlurmOptions.TimeOption)
    {
        Description = "time limit of an array element, in Slurm's form",
        HelpName = "TIME",
    };
    private readonly Option<string[]> _raw = new(SlurmOptions.RawOption)
    {
        Description = $"any other option of sbatch, as in {SlurmOptions.RawOption}=\"--mem=4G\"; may be repeated",
        HelpName = "OPTION",
        DefaultValueFactory = static _ => [],
    };
    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "most array elements that run at the same time",
        HelpName = "N",
    };
    private readonly Option<int> _retries = new("--retries")
    {
        Description = "how often an array element may be started again; default: 3",
        HelpName = "N",
        DefaultValueFactory = static _ => 3,
    };

    /// <summary>Whether to leave the run to Slurm at once.</summary>
    public Option<bool> Detach { get; } =
        new("--detach") { Description = "end once the jobs are submitted; `unlearn status` follows them" };

    /// <summary>Whether scripts are printed and nothing is submitted.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "print the scripts and submit nothing" };

    /// <summary>All of them, checked one by one and together.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        Option[] slurm = [_partition, _account, _time, _raw, _limit, _retries, Detach, DryRun];
        AtLeast(Pack, 0);
        AtLeast(_limit, 1);
        AtLeast(_retries, 0);
        command.Add(Executor);
        command.Add(Pack);
        foreach (Option option in slurm)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            // What is no executor is refused elsewhere, and half a word is still being completed.
            string given = result.GetResult(Executor)?.Tokens is [{ Value: var word }, ..]
                ? word
                : nameof(ExecutorKind.Local);
            if (!Enum.TryParse(given, ignoreCase: true, out ExecutorKind executor))
            {
                return;
            }

            foreach (Option option in slurm.Where(option => executor != ExecutorKind.Slurm && IsGiven(result, option)))
            {
                result.AddError($"{option.Name} needs --executor slurm.");
            }

            if (executor == ExecutorKind.Local && IsGiven(result, Pack))
            {
                result.AddError("--pack needs --executor slurm or external.");
            }
        });
    }

    /// <summary>How the run is prepared; the tool that is frozen is this one.</summary>
    public ClusterOptions Cluster(ParseResult line, ResolvedExperiment resolved) =>
        new()
        {
            ToolFolder = AppContext.BaseDirectory,
            Compiled = resolved.Image,
            SecondsPerElement = line.GetValue(Pack),
        };

    /// <summary>What Slurm is asked for.</summary>
    public SlurmOptions Slurm(ParseResult line) =>
        new()
        {
            Partition = line.GetValue(_partition),
            Account = line.GetValue(_account),
            Time = line.GetValue(_time),
            Raw = line.GetValue(_raw) ?? [],
            Limit = line.GetValue(_limit),
            Retries = line.GetValue(_retries),
        };

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static void AtLeast(Option option, double least) =>
        option.Validators.Add(result =>
        {
            if (
                result.Tokens.Count > 0
                && double.TryParse(
                    result.Tokens[0].Value,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out double given
                )
                && !(given >= least && given < 1e9)
            )
            {
                result.AddError(FormattableString.Invariant($"{option.Name} {given}: use at least {least}."));
            }
        });
}
