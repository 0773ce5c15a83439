using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Learning.Optimisation;

/// <summary>Looks on at trainings: keeps their states, adds up their losses, and ends all of them where one is no number any more.</summary>
internal sealed class TrainingObserver : DescentObserver
{
    private readonly IReadOnlyList<MemberSpec> _stages;
    private readonly StackCheckpoints? _checkpoints;
    private readonly ITrainingWitness? _witness;
    private readonly double[] _losses;
    private readonly List<double>[] _curves;

    /// <summary>Begins to look.</summary>
    /// <param name="stages">What is trained; members are known by their positions here.</param>
    /// <param name="states">Where each goes on from; null to begin.</param>
    /// <param name="checkpoints">Where states are kept, or null.</param>
    /// <param name="witness">Sees batches, or null.</param>
    public TrainingObserver(
        IReadOnlyList<MemberSpec> stages,
        IReadOnlyList<TrainingState?> states,
        StackCheckpoints? checkpoints,
        ITrainingWitness? witness
    )
    {
        _stages = stages;
        _checkpoints = checkpoints;
        _witness = witness;
        _losses = [.. states.Select(static state => state?.Loss ?? 0.0)];
        _curves = [.. states.Select(static state => state?.Curve.ToList() ?? [])];
    }

    /// <inheritdoc />
    public override void Between(IEnumerable<MemberState> states, CancellationToken cancellationToken)
    {
        if (_checkpoints.AreWanted(cancellationToken))
        {
            _checkpoints.Keep(states.Where(static state => state.Taken > 0).Select(Kept));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc />
    public override DescentVerdict Judge(int index, int taken, DescentStep step, double loss)
    {
        MemberSpec stage = _stages[index];
        if (taken == 0)
        {
            Divergence.CheckStart(stage, loss);
        }

        _losses[index] += loss * step.Points.Length / stage.Points.Count;
        if ((taken + 1) % stage.Batches == 0 || taken + 1 == stage.Steps)
        {
            _curves[index].Add(_losses[index]);
            _losses[index] = 0.0;
            Divergence.Check(stage, _curves[index], stage.Passes);
        }

        return DescentVerdict.Step;
    }

    /// <inheritdoc />
    public override bool Wants(int index, DescentStep step) => _witness?.Wants(index, step.Points) == true;

    /// <inheritdoc />
    public override void See(int index, double[] before, double[] after) => _witness!.See(index, before, after);

    /// <inheritdoc />
    public override void Ended(int index, bool isFinite)
    {
        if (!isFinite)
        {
            throw Divergence.Diverged(_stages[index], _curves[index], "a weight");
        }

        _checkpoints?.Finish(_stages[index], index);
    }

    private (MemberSpec Stage, TrainingState State) Kept(MemberState state)
    {
        MemberSpec stage = _stages[state.Index];
        return (
            stage,
            new TrainingState
            {
                Epoch = state.Taken / stage.Batches,
                Batch = state.Taken % stage.Batches,
                Loss = _losses[state.Index],
                Curve = [.. _curves[state.Index]],
                Steps = state.Optimizer.Steps,
                Weights = state.Weights,
                First = state.Optimizer.First,
                Second = state.Optimizer.Second,
            }
        );
    }
}
