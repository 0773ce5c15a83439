using Unlearn.Engine.Output;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Tool.Hosting;
using Unlearn.Verification;

namespace Unlearn.Tool.Running;

/// <summary>A run that has ended: its folder, or an exported archive unpacked until this is disposed.</summary>
internal sealed class OpenedRun : IDisposable
{
    private readonly TemporaryFolder? _unpacked;

    private OpenedRun(RunFolder folder, TemporaryFolder? unpacked)
    {
        Folder = folder;
        _unpacked = unpacked;
        Results =
            folder.ReadResults()
            ?? throw new InputException(
                "the run has no results yet (`unlearn status` says how far it is)",
                folder.Path
            );
    }

    /// <summary>Its files.</summary>
    public RunFolder Folder { get; }

    /// <summary>Its results.</summary>
    public ExperimentResults Results { get; }

    /// <summary>Opens what a person typed: an archive, a folder with results, or what <see cref="RunLocator"/> finds.</summary>
    /// <exception cref="InputException">There is no such run, or it has no results.</exception>
    public static OpenedRun Open(string given)
    {
        if (!File.Exists(given))
        {
            bool named = File.Exists(Path.Combine(given, RunFolder.ResultsFile));
            return new OpenedRun(new RunFolder(named ? given : RunLocator.Find(given).Folder), unpacked: null);
        }

        var unpacked = new TemporaryFolder("unlearn-archive-");
        try
        {
            return new OpenedRun(RunArchive.Import(given, unpacked.Path), unpacked);
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _unpacked?.Dispose();
}
