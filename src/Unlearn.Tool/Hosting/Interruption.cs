using System.Runtime.InteropServices;

namespace Unlearn.Tool.Hosting;

/// <summary>Ctrl-C and SIGTERM as a cancellation token. The first signal asks politely; a second one ends the process at once.</summary>
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
        // Not cancelling the default action lets the second signal kill the process.
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
