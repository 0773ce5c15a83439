using Microsoft.Extensions.Hosting;

namespace Unlearn.Tool.Running;

/// <summary>A host that leaves signals to the tool and prints nothing of its own on standard output.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
