namespace Unlearn.Engine.Inspection;

/// <summary>What a run would do with a task.</summary>
public enum TaskState
{
    /// <summary>Its result is in the store.</summary>
    Cached,

    /// <summary>It would run.</summary>
    ToRun,

    /// <summary>It is absent, but everything that needs it is in the store.</summary>
    NotNeeded,
}
