using System.Runtime.InteropServices;

namespace Unlearn.Tool.Hosting;

/// <summary>Ctrl-C and SIGTERM as a cancellation token. The first signal asks politely; a second Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public Interruption() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Completes so long after the first signal; never without one.</summary>
    public async Task After(TimeSpan grace)
    {
        var signalled = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = Token.Register(signalled.SetResult);
        await signalled.Task;
        await Task.Delay(grace);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
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
        _source.Cancel();
    }
}
