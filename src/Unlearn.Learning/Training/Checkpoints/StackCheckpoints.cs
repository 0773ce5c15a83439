using Unlearn.Learning.Models;

namespace Unlearn.Learning.Training.Checkpoints;

/// <summary>
/// Checkpoints of a stack whose members are trained one after another: those that are finished are in the same danger as
/// those in training, and are kept with them.
/// </summary>
/// <param name="checkpoints">Who keeps them.</param>
/// <param name="weights">The stack, float32; finished members' rows are their results.</param>
internal sealed class StackCheckpoints(ITrainingCheckpoints checkpoints, ParameterStack weights) : ITrainingCheckpoints
{
    private readonly List<(MemberSpec Stage, int Row)> _finished = [];

    /// <inheritdoc />
    public bool AreDue => checkpoints.AreDue;

    /// <inheritdoc />
    public TrainingState? Find(MemberSpec stage) => checkpoints.Find(stage);

    /// <summary>A member is finished and its row is its result.</summary>
    public void Finish(MemberSpec stage, int row) => _finished.Add((stage, row));

    /// <inheritdoc />
    public void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states)
    {
        checkpoints.Keep(_finished.Select(Finished).Concat(states));
        _finished.Clear();
    }

    private (MemberSpec, TrainingState) Finished((MemberSpec Stage, int Row) member)
    {
        float[] row = weights.Row<float>(member.Row).ToArray();
        return (member.Stage, TrainingState.Finished(member.Stage.Passes, row));
    }
}
