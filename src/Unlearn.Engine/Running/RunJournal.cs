using System.Text.Json;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Running;

/// <summary>Tells what happens: a line of <c>events.ndjson</c>, and the caller's progress. Thread-safe.</summary>
internal sealed class RunJournal : IDisposable
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = RunFolder.JournalFile;

    private readonly FileStream _file;
    private readonly IProgress<RunEvent> _progress;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private bool _closed;
    private bool _broken;

    /// <param name="folder">The run's folder; events of an earlier attempt stay.</param>
    /// <param name="progress">Told of every event.</param>
    /// <param name="clock">What time it is.</param>
    public RunJournal(string folder, IProgress<RunEvent> progress, TimeProvider clock)
    {
        _file = new FileStream(
            Path.Combine(folder, FileName),
            FileMode.Append,
            FileAccess.Write,
            FileShare.ReadWrite,
            bufferSize: 0
        );
        _progress = progress;
        _clock = clock;
    }

    /// <summary>The events of a run; a line that is being written is left out.</summary>
    /// <param name="folder">The run's folder.</param>
    public static IEnumerable<RunEvent> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            yield break;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (TryParse(line) is { } happened)
            {
                yield return happened;
            }
        }
    }

    /// <summary>Now, for the event to be told.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Tells one event.</summary>
    public void Tell(RunEvent happened)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(happened, RunEventJson.Compact.RunEvent), (byte)'\n'];
        lock (_gate)
        {
            // A worker that was told to stop may still finish after the run ended.
            if (_closed)
            {
                return;
            }

            try
            {
                _file.Write(line);
            }
            catch (IOException error) when (!_broken)
            {
                _broken = true;
                _progress.Report(new RunWarning(Now, $"{_file.Name} cannot be written: {error.Message}"));
            }
            catch (IOException)
            {
                // Said once.
            }

            _progress.Report(happened);
        }
    }

    /// <summary>Does what the journal is about and tells how it ended, whether it ended well, was cancelled or broke.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="failed">Whether something of it failed.</param>
    /// <param name="cancellationToken">Whether a cancellation was asked for.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, Func<T, bool> failed, CancellationToken cancellationToken)
    {
        try
        {
            T outcome = await work();
            Tell(new RunEnded(Now, failed(outcome) ? "failed" : "completed", null));
            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Tell(new RunEnded(Now, "cancelled", "What was finished is in the store."));
            throw;
        }
        catch (Exception error)
        {
            Tell(new RunEnded(Now, "error", error.Message));
            throw;
        }
    }

    /// <summary>Tells a warning.</summary>
    public void Warn(string message) => Tell(new RunWarning(Now, message));

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file.Dispose();
        }
    }

    private static RunEvent? TryParse(string line)
    {
        try
        {
            return JsonForm.Read(System.Text.Encoding.UTF8.GetBytes(line), RunEventJson.Compact.RunEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
