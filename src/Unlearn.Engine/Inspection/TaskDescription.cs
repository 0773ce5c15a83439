namespace Unlearn.Engine.Inspection;

/// <summary>One task of a plan, for people and programs.</summary>
/// <param name="Key">Its key in the store.</param>
/// <param name="Kind">Its kind, as events name it.</param>
/// <param name="Label">What it does, for people.</param>
/// <param name="Inputs">Keys of the tasks whose results it reads.</param>
/// <param name="State">Cached, to run, or not needed.</param>
/// <param name="Reason">Why it would run: which input changed, or what is missing; empty where it would not.</param>
/// <param name="EstimatedSeconds">Rough seconds of one worker; 0 where it would not run.</param>
/// <param name="EstimatedMemory">Rough bytes while it runs.</param>
/// <param name="EstimatedDisk">Rough bytes of its entry.</param>
public sealed record TaskDescription(
    string Key,
    string Kind,
    string Label,
    IReadOnlyList<string> Inputs,
    TaskState State,
    string Reason,
    double EstimatedSeconds,
    long EstimatedMemory,
    long EstimatedDisk
);
