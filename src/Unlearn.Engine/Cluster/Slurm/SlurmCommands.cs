using System.ComponentModel;
using System.Diagnostics;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Slurm's commands as processes: <c>sbatch</c>, <c>squeue</c>, <c>scontrol</c>, <c>scancel</c>.</summary>
public sealed class SlurmCommands : ISlurm
{
    // A busy controller answers late; one that is down does not answer at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public async Task<int> MaxArraySizeAsync(CancellationToken cancellationToken)
    {
        Answer answer = await AskAsync("scontrol", ["show", "config"], cancellationToken);
        return answer.Code == 0 ? SlurmText.MaxArraySize(answer.Output) : throw answer.Refusal();
    }

    /// <inheritdoc />
    public async Task<string> SubmitAsync(string script, string? dependency, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--parsable",
            .. dependency is null ? [] : new[] { $"--dependency={dependency}" },
            script,
        ];
        Answer answer = await AskAsync("sbatch", arguments, cancellationToken);
        return answer.Code == 0 && SlurmText.JobId(answer.Output) is { } id ? id : throw answer.Refusal();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueuedElement>?> QueueAsync(
        IEnumerable<string> jobs,
        CancellationToken cancellationToken
    )
    {
        // All of the user's jobs: asking for ids is an error once the last of them is forgotten.
        string[] arguments = ["--me", "--array", "--noheader", $"--format={SlurmText.QueueFormat}"];
        try
        {
            Answer answer = await AskAsync("squeue", arguments, cancellationToken);
            return answer.Code == 0 ? SlurmText.Queue(answer.Output, jobs) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async Task CancelAsync(IEnumerable<string> jobs, CancellationToken cancellationToken)
    {
        Answer answer = await AskAsync("scancel", ["--quiet", .. jobs], cancellationToken);
        if (answer.Code != 0)
        {
            throw answer.Refusal();
        }
    }

    private static async Task<Answer> AskAsync(
        string command,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Answer(command, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException($"{command} did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new IOException(
                $"{start.FileName} cannot be started ({error.Message}): is this a machine that submits to Slurm?",
                error
            );
        }
    }

    private sealed record Answer(string Command, int Code, string Output, string Error)
    {
        public IOException Refusal()
        {
            string said = (Error.Trim() is { Length: > 0 } words ? words : Output.Trim()).ReplaceLineEndings(" ");
            return new IOException(FormattableString.Invariant($"{Command} ended with exit code {Code}: {said}"));
        }
    }
}
