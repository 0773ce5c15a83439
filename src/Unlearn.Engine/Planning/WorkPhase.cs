namespace Unlearn.Engine.Planning;

/// <summary>When a task's turn is, among those that are ready. Training comes first: what is ready together runs as larger stacks.</summary>
public enum WorkPhase
{
    /// <summary>Makes a model from data.</summary>
    Training,

    /// <summary>Makes a model from another one.</summary>
    Unlearning,

    /// <summary>Makes figures from models.</summary>
    Measuring,
}
