using System.Runtime.InteropServices;

namespace Unlearn.Tool.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation token. The first signal asks politely, and ends the process after a grace; a second Ctrl-C ends it at
/// once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Thread _last;
    private readonly ManualResetEventSlim _signalled = new();
    private readonly ManualResetEventSlim _over = new();

    /// <summary>Listens from now on.</summary>
    /// <param name="grace">Longest time between a signal and the end.</param>
    /// <param name="end">Ends the process.</param>
    public Interruption(TimeSpan grace, Action end)
    {
        // A thread of its own, started before anything else: the pool's may all be busy, and a new one may be long in coming.
        _last = new Thread(() =>
        {
            _signalled.Wait();
            if (!_over.Wait(grace))
            {
                end();
            }
        })
        {
            IsBackground = true,
            Priority = ThreadPriority.Highest,
            Name = "interruption",
        };
        _last.Start();
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Set();
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Not cancelling the default action lets a second Ctrl-C kill the process. A second SIGTERM means no more than the
        // first: schedulers signal every process of a job, and a job's shell passes signals on.
        context.Cancel = context.Signal == PosixSignal.SIGTERM || !_source.IsCancellationRequested;
        _signalled.Set();
        _source.Cancel();
    }
}
