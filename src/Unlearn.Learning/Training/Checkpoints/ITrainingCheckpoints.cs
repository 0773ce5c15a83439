namespace Unlearn.Learning.Training.Checkpoints;

/// <summary>Keeps the states of trainings that take long, so that whoever trains the same members later goes on from there.</summary>
public interface ITrainingCheckpoints
{
    /// <summary>Whether the last ones are so old that new ones are wanted; asked at every batch.</summary>
    bool AreDue { get; }

    /// <summary>The state to go on from, or null to begin.</summary>
    TrainingState? Find(MemberSpec stage);

    /// <summary>Keeps the state of each of these members in place of an older one.</summary>
    void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states);
}
