using Spectre.Console;
using Spectre.Console.Rendering;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Progress as a moving bar on a terminal: what runs, done of total, elapsed, estimate. Warnings scroll by above it.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(150);

    private const int BarWidth = 60;

    private readonly Consoles _consoles;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly ProgressTally _tally = new();
    private readonly Queue<string> _warnings = [];
    private readonly Queue<string> _lines = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _display;

    /// <summary>Starts the display.</summary>
    public LiveProgress(Consoles consoles, TimeProvider clock)
    {
        _consoles = consoles;
        _clock = clock;
        _display = Task.Run(ShowAsync);
    }

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
            _tally.Add(value);
            if (value is DataRead data)
            {
                foreach (string line in data.Lines)
                {
                    _lines.Enqueue(line);
                }
            }
            else if (value is RunWarning warning)
            {
                _warnings.Enqueue(warning.Message);
            }
            else if (value is TasksFinished { Error: { } error } finished)
            {
                _warnings.Enqueue($"{finished.Description}: {FirstLine.Of(error)}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_display.IsCompleted)
        {
            return;
        }

        _end.Cancel();
        _display.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task ShowAsync() =>
        await _consoles
            .Log.Live(new Text("planning"))
            .StartAsync(async display =>
            {
                while (!_end.IsCancellationRequested)
                {
                    Draw(display);
                    await Task.Delay(Refresh, CancellationToken.None);
                }

                Draw(display);
            });

    private void Draw(LiveDisplayContext display)
    {
        lock (_gate)
        {
            while (_lines.TryDequeue(out string? line))
            {
                _consoles.Log.WriteLine(line);
            }

            while (_warnings.TryDequeue(out string? warning))
            {
                _consoles.WriteWarning(warning);
            }

            display.UpdateTarget(_tally.Total == 0 ? new Text("planning") : Picture());
        }
    }

    /// <summary>Two colours, or two characters where colours are not welcome.</summary>
    private IRenderable Bar()
    {
        int done = (int)((long)BarWidth * _tally.Done / _tally.Total);
        return _consoles.Capabilities.Colour
            ? new BreakdownChart()
                .HideTags()
                .Width(BarWidth)
                .AddItem("done", _tally.Done, Color.Green)
                .AddItem("left", Math.Max(0, _tally.Total - _tally.Done), Color.Grey23)
            : new Text($"[{new string('#', done)}{new string('.', BarWidth - done)}]");
    }

    private Rows Picture()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        string left = _tally.Left(now) is { } rest ? $", about {ProgressTally.Clock(rest)} left" : "";
        return new Rows(
            Bar(),
            new Text($"{_tally.Done}/{_tally.Total} tasks, {ProgressTally.Clock(_tally.Elapsed(now))}{left}"),
            new Text(_tally.Running, new Style(Color.Grey)).Overflow(Overflow.Ellipsis)
        );
    }
}
