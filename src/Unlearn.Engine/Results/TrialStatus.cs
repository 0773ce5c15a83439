namespace Unlearn.Engine.Results;

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>It has figures.</summary>
    Completed,

    /// <summary>It has a reason instead.</summary>
    Failed,
}
