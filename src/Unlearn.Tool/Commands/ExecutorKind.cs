namespace Unlearn.Tool.Commands;

/// <summary>Who computes what a run lacks.</summary>
internal enum ExecutorKind
{
    /// <summary>Workers of this process.</summary>
    Local,

    /// <summary>Job arrays of Slurm.</summary>
    Slurm,

    /// <summary>Whoever starts <c>unlearn worker</c>: the run's folder is prepared and its elements are listed.</summary>
    External,
}
