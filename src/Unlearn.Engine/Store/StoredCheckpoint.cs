using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Store;

/// <summary>The state of a training that was not finished.</summary>
/// <param name="Header">The entry that the training is to become; its seconds are those that were spent so far.</param>
/// <param name="State">Where it stands.</param>
public sealed record StoredCheckpoint(EntryHeader Header, TrainingState State);
