using System.Globalization;
using Spectre.Console;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Progress as plain lines, for files, pipes and pipelines: one at the start, one now and then, one at the end.</summary>
/// <param name="consoles">Where it writes.</param>
/// <param name="verbosity">Quiet shows nothing, minimal warnings only, detailed every group of tasks.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class PlainProgress(Consoles consoles, Verbosity verbosity, TimeProvider clock) : IRunProgress
{
    /// <summary>Time between two lines at normal verbosity.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly ProgressTally _tally = new();
    private bool _ended;
    private DateTimeOffset _lastLine = clock.GetUtcNow();

    /// <inheritdoc/>
    public int Finished
    {
        get
        {
            lock (_gate)
            {
                return _tally.Finished;
            }
        }
    }

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        lock (_gate)
        {
            // Workers that were told to stop may still finish; the last word is said.
            if (_ended)
            {
                return;
            }

            _tally.Add(value);
            switch (value)
            {
                case DataRead data when verbosity >= Verbosity.Normal:
                    foreach (string line in data.Lines)
                    {
                        Write(line);
                    }

                    break;
                case RunPlanned planned when verbosity >= Verbosity.Normal:
                    Write($"{planned.Tasks} tasks, {planned.Cached} of them in the store");
                    break;
                case RunWarning warning when verbosity >= Verbosity.Minimal:
                    consoles.WriteWarning(warning.Message);
                    break;
                case TrainingResumed resumed when verbosity >= Verbosity.Detailed:
                    Write(
                        $"{resumed.Kind} model {resumed.Key[..12]} goes on from epoch {resumed.Epoch} of {resumed.Epochs}"
                    );
                    break;
                case TasksFinished finished when finished.Error is { } error && verbosity >= Verbosity.Minimal:
                    consoles.WriteWarning($"{finished.Description}: {FirstLine.Of(error)}");
                    break;
                case TasksFinished finished when verbosity >= Verbosity.Detailed:
                    Write(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Head()} {finished.Description} ({finished.Seconds:F2} s)"
                        )
                    );
                    break;
                case TasksStarted
                or TasksFinished when verbosity == Verbosity.Normal && clock.GetUtcNow() - _lastLine >= Pace:
                    Write($"{Head()} {_tally.Running}");
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            bool first = !_ended;
            _ended = true;
            if (!first || verbosity < Verbosity.Normal || _tally.Total == 0)
            {
                return;
            }

            if (_tally.Finished == 0 && _tally.Done < _tally.Total)
            {
                // Prepared for other machines, or stopped at once.
                return;
            }

            Write($"{_tally.Done}/{_tally.Total} done in {ProgressTally.Clock(_tally.Elapsed(clock.GetUtcNow()))}");
        }
    }

    private string Head()
    {
        DateTimeOffset now = clock.GetUtcNow();
        string left = _tally.Left(now) is { } rest ? $", about {ProgressTally.Clock(rest)} left" : "";
        return $"{_tally.Done}/{_tally.Total} after {ProgressTally.Clock(_tally.Elapsed(now))}{left}:";
    }

    private void Write(string line)
    {
        _lastLine = clock.GetUtcNow();
        consoles.Log.WriteLine(line);
    }
}
