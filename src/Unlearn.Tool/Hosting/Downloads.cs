using Spectre.Console;
using Unlearn.Learning.Data;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Hosting;

/// <summary>Lets data folders fetch named datasets that are in none of them, and says on standard error how far it is.</summary>
/// <param name="consoles">Where it says so.</param>
internal sealed class Downloads(Consoles consoles) : IProgress<DownloadProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = Patience });
    private string _file = "";
    private DateTimeOffset _said;

    /// <summary>The same folders, with a network behind them.</summary>
    /// <param name="folders">Where data is looked for first.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    public DataFolders For(DataFolders folders, CancellationToken cancellationToken) =>
        folders with
        {
            Client = _client,
            Progress = this,
            Cancellation = cancellationToken,
        };

    /// <summary>A line at the beginning, every two seconds and at the end of each file.</summary>
    public void Report(DownloadProgress value)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        bool begins = value.File != _file;
        if (!begins && value.Received != value.Total && now - _said < Pace)
        {
            return;
        }

        _file = value.File;
        _said = now;
        string total = value.Total is { } bytes ? $" of {Amounts.Size(bytes)}" : "";
        consoles.Log.WriteLine($"downloading {value.Dataset}: {value.File}, {Amounts.Size(value.Received)}{total}");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
