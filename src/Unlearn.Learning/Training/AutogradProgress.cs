using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Learning.Training;

/// <summary>How far a stack in training is.</summary>
internal sealed class AutogradProgress
{
    private readonly MemberSpec[] _stages;
    private readonly ParameterStack _weights;
    private readonly StackOptimizer _optimizer;

    /// <summary>At the beginning.</summary>
    /// <param name="stages">One per member.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="optimizer">Their optimiser.</param>
    public AutogradProgress(MemberSpec[] stages, ParameterStack weights, StackOptimizer optimizer)
    {
        _stages = stages;
        _weights = weights;
        _optimizer = optimizer;
        Losses = new double[stages.Length];
        Curves = [.. stages.Select(static _ => new List<double>())];
    }

    /// <summary>Epochs that are finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>Batches of the next epoch that are finished.</summary>
    public int Batch { get; set; }

    /// <summary>What they add to each member's mean loss of the epoch.</summary>
    public double[] Losses { get; }

    /// <summary>Each member's mean losses of finished epochs.</summary>
    public IReadOnlyList<List<double>> Curves { get; }

    /// <summary>Ends an epoch.</summary>
    public void EndEpoch()
    {
        for (int member = 0; member < _stages.Length; member++)
        {
            Curves[member].Add(Losses[member]);
        }

        Array.Clear(Losses);
        Batch = 0;
        Epoch++;
    }

    /// <summary>Where each member stands; none at the beginning.</summary>
    public IEnumerable<(MemberSpec Stage, TrainingState State)> States()
    {
        for (int member = 0; member < _stages.Length && (Epoch > 0 || Batch > 0); member++)
        {
            (float[] first, float[] second, long steps) = _optimizer.State(member);
            yield return (
                _stages[member],
                new TrainingState
                {
                    Epoch = Epoch,
                    Batch = Batch,
                    Loss = Losses[member],
                    Curve = [.. Curves[member]],
                    Steps = steps,
                    Weights = Row(member).ToArray(),
                    First = first,
                    Second = second,
                }
            );
        }
    }

    /// <summary>Goes on from states, one per member and all at the same batch.</summary>
    public void Resume(TrainingState[] states)
    {
        Epoch = states[0].Epoch;
        Batch = states[0].Batch;
        for (int member = 0; member < states.Length; member++)
        {
            TrainingState state = states[member];
            Losses[member] = state.Loss;
            Curves[member].AddRange(state.Curve);
            state.Weights.CopyTo(Row(member));
            _optimizer.Resume(member, state.First, state.Second, state.Steps);
        }
    }

    private Span<float> Row(int member)
    {
        int width = _weights.Layout.Width;
        return MemoryMarshal.Cast<byte, float>(_weights.Flat.bytes).Slice(member * width, width);
    }
}
