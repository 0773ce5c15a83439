using Unlearn.Engine.Running;

namespace Unlearn.Tool.Running;

/// <summary>Shows a run's events on standard error while it runs; disposing it ends the display.</summary>
internal interface IRunProgress : IProgress<RunEvent>, IDisposable
{
    /// <summary>Tasks that the run has finished so far.</summary>
    int Finished { get; }
}
