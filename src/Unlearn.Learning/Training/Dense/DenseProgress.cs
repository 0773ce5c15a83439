using System.Numerics;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Learning.Training.Dense;

/// <summary>One stage in training: its member's weights, the optimiser's moments, and how far it is.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DenseProgress<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MemberSpec _stage;
    private readonly NativeMember<T> _member;
    private readonly int _width;
    private readonly bool _adam;
    private readonly T[] _first;
    private readonly T[] _second;
    private long _step;

    /// <summary>Begins a stage, or goes on with it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="member">Its member; the weights are loaded here.</param>
    /// <param name="layout">Where arrays lie in rows.</param>
    /// <param name="row">The weights to begin with.</param>
    /// <param name="state">Where to go on from, or null.</param>
    public DenseProgress(
        MemberSpec stage,
        NativeMember<T> member,
        ParameterLayout layout,
        ReadOnlySpan<T> row,
        TrainingState? state
    )
    {
        _stage = stage;
        _member = member;
        _width = layout.Width;
        _adam = stage.Training.Optimizer == OptimizerKind.Adam;
        _first = _adam ? new T[member.Weights.Length] : [];
        _second = _adam ? new T[member.Weights.Length] : [];
        member.Load(state is null ? row : ToRow(state.Weights));
        T decay = T.CreateChecked(stage.Training.WeightDecay);
        for (int i = 0; i < member.Weights.Length; i++)
        {
            member.Gradient[i] = decay * member.Weights[i];
        }

        if (state is not null)
        {
            Resume(state);
        }
    }

    /// <summary>Epochs that are finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>Batches of the next epoch that are finished.</summary>
    public int Batch { get; private set; }

    /// <summary>Sum of the losses of their points.</summary>
    public double Loss { get; private set; }

    /// <summary>Whether it is past the beginning.</summary>
    public bool HasBegun => Epoch > 0 || Batch > 0;

    /// <summary>Mean loss of each finished epoch.</summary>
    public List<double> Curve { get; } = [];

    /// <summary>One batch.</summary>
    public void Step(FeatureRows<T> rows, int[] labels, ReadOnlySpan<int> points, int classes, double rate)
    {
        TrainingOptions options = _stage.Training;
        _step++;
        if (_adam)
        {
            var move = new AdamStep<T>(_first, _second, _step, rate, options.WeightDecay);
            Loss += DenseGradient.Add(_member, rows, labels, points, classes, move, points.Length);
        }
        else
        {
            var move = new SgdStep<T>(rate, options.Momentum, options.WeightDecay);
            Loss += DenseGradient.Add(_member, rows, labels, points, classes, move, points.Length);
        }

        Batch++;
    }

    /// <summary>Ends an epoch.</summary>
    /// <param name="points">Points in an epoch.</param>
    public void EndEpoch(int points)
    {
        Curve.Add(points == 0 ? 0.0 : Loss / points);
        Loss = 0.0;
        Batch = 0;
        Epoch++;
    }

    /// <summary>Where it stands.</summary>
    public TrainingState State()
    {
        var weights = new T[_width];
        var first = new T[_width];
        var second = new T[_adam ? _width : 0];
        _member.Store(weights);
        if (_adam)
        {
            _member.Unpack(_first, first);
            _member.Unpack(_second, second);
        }
        else
        {
            _member.StoreGradient(first);
        }

        return new TrainingState
        {
            Epoch = Epoch,
            Batch = Batch,
            Loss = Loss,
            Curve = [.. Curve],
            Steps = _step,
            Weights = ToSingle(weights),
            First = ToSingle(first),
            Second = ToSingle(second),
        };
    }

    private void Resume(TrainingState state)
    {
        Epoch = state.Epoch;
        Batch = state.Batch;
        Loss = state.Loss;
        Curve.AddRange(state.Curve);
        _step = state.Steps;
        if (state.First.Length == 0)
        {
            return;
        }

        if (_adam)
        {
            _member.Pack(ToRow(state.First), _first);
            _member.Pack(ToRow(state.Second), _second);
        }
        else
        {
            _member.Pack(ToRow(state.First), _member.Gradient);
        }
    }

    private static T[] ToRow(float[] row) => Array.ConvertAll(row, T.CreateChecked);

    private static float[] ToSingle(T[] row) => Array.ConvertAll(row, float.CreateChecked);
}
