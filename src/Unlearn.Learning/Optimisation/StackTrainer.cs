using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// Trains members, whatever they differ in. It keeps no state between calls, so several threads may use one trainer, each with its own
/// chunk of the members; set the tensor library to one thread, parallelism is across members.
/// </summary>
public sealed class StackTrainer : ITrainer
{
    /// <summary>
    /// The version of the training algorithm. It is part of every store key: raise it whenever the same inputs give other numbers.
    /// </summary>
    public const int Version = 1;

    /// <inheritdoc />
    public ParameterStack Train(
        TrainingData data,
        IReadOnlyList<MemberSpec> members,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var waves = new List<Wave>();
        try
        {
            foreach (MemberSpec[] stages in StagesByDepth(members))
            {
                var wave = new Wave(stages, Start(data.Network, stages, waves.LastOrDefault()));
                waves.Add(wave);
                TrainStage(data, stages, wave.Weights, cancellationToken);
            }

            Tensor[] rows = [.. members.Select(member => waves[member.Depth].Row(member))];
            return ParameterStack.FromRows(data.Network.Layout, rows);
        }
        finally
        {
            waves.ForEach(static wave => wave.Weights.Dispose());
        }
    }

    /// <summary>
    /// Trains one stage of each member in place, from the weights given: its parent's, or initial ones. For callers that keep
    /// trained stages themselves.
    /// </summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="stages">One per member; their parents are not looked at.</param>
    /// <param name="weights">Start of each member on entry, its trained weights on return.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <param name="checkpoints">
    /// Where long trainings keep their state, and go on from it to the same bits; null to train without. For float32 weights.
    /// </param>
    /// <exception cref="DivergedException">A member's loss or weights became NaN or infinite.</exception>
    /// <exception cref="ArgumentException">Checkpoints are wanted of weights that are not float32.</exception>
    public static void TrainStage(
        TrainingData data,
        IReadOnlyList<MemberSpec> stages,
        ParameterStack weights,
        CancellationToken cancellationToken,
        ITrainingCheckpoints? checkpoints = null
    ) => TrainStage(data, stages, weights, checkpoints, witness: null, cancellationToken);

    /// <summary>The same, shown to a witness, which changes nothing.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="stages">One per member.</param>
    /// <param name="weights">Start of each member on entry, its trained weights on return.</param>
    /// <param name="checkpoints">Where states are found and kept, or null.</param>
    /// <param name="witness">Sees batches, or null.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <param name="automatic">Whether gradients that are known by hand are differentiated automatically all the same.</param>
    internal static void TrainStage(
        TrainingData data,
        IReadOnlyList<MemberSpec> stages,
        ParameterStack weights,
        ITrainingCheckpoints? checkpoints,
        ITrainingWitness? witness,
        CancellationToken cancellationToken,
        bool automatic = false
    )
    {
        if (checkpoints is not null && weights.Flat.dtype != ScalarType.Float32)
        {
            throw new ArgumentException("Checkpoints hold float32 weights.", nameof(checkpoints));
        }

        StackCheckpoints? kept = checkpoints is null ? null : new StackCheckpoints(checkpoints, weights);
        TrainingState?[] states = [.. stages.Select(stage => kept?.Find(stage))];
        for (int row = 0; row < states.Length; row++)
        {
            states[row]?.Weights.CopyTo(weights.Row<float>(row));
        }

        var observer = new TrainingObserver(stages, states, kept, witness);
        foreach (
            IGrouping<TrainingOptions, int> alike in Enumerable
                .Range(0, stages.Count)
                .GroupBy(row => stages[row].Training with { LearningRate = 0.0 })
        )
        {
            TrainingOptions options = alike.Key;
            var loss = new CrossEntropySum();
            var plan = new DescentPlan
            {
                Data = data,
                Members = [.. alike.Select(row => MemberOf(stages[row], row, states[row]))],
                Loss = loss.Loss,
                Objective = loss,
                Settings = OptimizerSettings.Of(options) with
                {
                    BatchSize = Math.Min(options.BatchSize, alike.Max(row => stages[row].Points.Count)),
                    Automatic = automatic || !options.IsPlain,
                },
                Observer = observer,
            };
            DescentLoop.Run(plan, weights, cancellationToken);
        }
    }

    /// <summary>Initial weights of members that are trained from scratch.</summary>
    public static ParameterStack Initialise(Network network, IEnumerable<RandomKey> seeds)
    {
        RandomKey[] keys = [.. seeds];
        int width = network.Layout.Width;
        var rows = new float[keys.Length * width];
        for (int member = 0; member < keys.Length; member++)
        {
            network.Initialise(keys[member].Derive("initialise"), rows.AsSpan(member * width, width));
        }

        using Tensor flat = tensor(rows);
        return new ParameterStack(network.Layout, flat.view(keys.Length, width));
    }

    /// <summary>Every distinct stage that the members need, first stages first.</summary>
    private static IEnumerable<MemberSpec[]> StagesByDepth(IEnumerable<MemberSpec> members) =>
        members
            .SelectMany(Chain)
            .Distinct()
            .GroupBy(static stage => stage.Depth)
            .OrderBy(static wave => wave.Key)
            .Select(static wave => wave.ToArray());

    private static IEnumerable<MemberSpec> Chain(MemberSpec member)
    {
        for (MemberSpec? stage = member; stage is not null; stage = stage.Parent)
        {
            yield return stage;
        }
    }

    private static DescentMember MemberOf(MemberSpec stage, int row, TrainingState? state) =>
        new(row, () => new TrainingSteps(stage), stage.Training.BatchSize)
        {
            Start = state is null ? 0 : (state.Epoch * stage.Batches) + state.Batch,
            From = state is null or { First: [] } ? null : new OptimizerState(state.First, state.Second, state.Steps),
        };

    private static ParameterStack Start(Network network, MemberSpec[] stages, Wave? parents) =>
        parents is null
            ? Initialise(network, stages.Select(static stage => stage.Seed))
            : ParameterStack.FromRows(network.Layout, [.. stages.Select(stage => parents.Row(stage.Parent!))]);

    /// <summary>Stages of one depth and their weights.</summary>
    private sealed class Wave(MemberSpec[] stages, ParameterStack weights)
    {
        private readonly Dictionary<MemberSpec, int> _rows = stages
            .Select(static (stage, row) => (stage, row))
            .ToDictionary(static item => item.stage, static item => item.row);

        public ParameterStack Weights { get; } = weights;

        public Tensor Row(MemberSpec stage) => Weights.Flat.narrow(0, _rows[stage], 1);
    }
}
