namespace Unlearn.Engine.Cluster;

/// <summary>How an element ended.</summary>
/// <param name="Tasks">Its tasks.</param>
/// <param name="Failures">Why tasks of it failed, in order; a failure is a result, too.</param>
/// <param name="Lost">Tasks of it with neither result nor failure in the store: it could not be written.</param>
public sealed record ElementOutcome(int Tasks, IReadOnlyList<string> Failures, int Lost);
