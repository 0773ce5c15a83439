using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Steers what a layer says of forgotten points to one fixed random direction, and holds what it says of retained ones where the original has it:
/// descends E_forget |h - c u|^2/d + alpha E_retain |h - h0|^2/d at one layer of width d (Li et al., "The WMDP Benchmark", ICML 2024, equations 1 to 3).
/// Of a sequence, h are the states from which its labelled tokens are answered.
/// </summary>
[UnlearningMethod("rmu", Version = 2)]
[Refuses(typeof(SoftmaxRegression), Reason = "it has no hidden layer to steer")]
public sealed record Rmu : IWeightMethod
{
    /// <summary>
    /// The layer that is steered: a block of a language model, counted from 1; 0: the middle one (default). Other networks have one such layer, that
    /// before the last.
    /// </summary>
    [Range(0, 1024)]
    public int Layer { get; init; }

    /// <summary>How many layers are trained, the steered one being their last; no other weight moves. Default 3.</summary>
    [Range(1, 1024)]
    public int TrainedLayers { get; init; } = 3;

    /// <summary>Length c of what states are steered to. Default 10.</summary>
    [Range(0.0, 10_000.0)]
    [SearchSpace(1, 100, Log = true)]
    public double Steering { get; init; } = 10.0;

    /// <summary>Weight alpha of what holds the states of retained points. Default 10.</summary>
    [Range(0.0, 100_000.0)]
    [SearchSpace(0.1, 1000, Log = true)]
    public double Alpha { get; init; } = 10.0;

    /// <summary>Step length of Adam. Default 0.001.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.1, Log = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the forget set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 10;

    /// <summary>Points in a batch of either set. Default 32.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 32;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population)
    {
        int layers = data.Network.HiddenLayers.Count;
        return layers == 0 ? "the model has no hidden layer to steer."
            : Layer > layers
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"`layer: {Layer}` is beyond the model, of which {layers} can be steered; 1 to {layers} is right, or 0 for the middle one."
                )
            : null;
    }

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Rmu> own = context.Own(this);
        Network network = context.Data.Network;
        int layer = LayerOf(network);
        var steering = new Steering(context, layer, static request => request.Seed.Derive("rmu"));
        using Tensor mask = Masks.Layers(
            network,
            network.Layers.Take(layer + 1).TakeLast(TrainedLayers),
            context.Requests.Count
        );
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.PassesWithCompanions(
                    request.Seed.Derive("rmu"),
                    request.Forget,
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            PairedLoss.Of(
                (parameters, batch, points) =>
                    steering.FromDirection(parameters, batch, points, batch.Column(member => own[member].Steering)),
                (parameters, batch, companions) =>
                    steering.FromOriginal(parameters, batch, companions)
                    * batch.Column(member => own[member].Alpha).squeeze(1)
            ),
            new DescentSettings
            {
                BatchSize = BatchSize,
                Optimizer = OptimizerKind.Adam,
                Mask = mask,
            },
            cancellationToken
        );
    }

    private int LayerOf(Network network)
    {
        IReadOnlyList<int> layers = network.HiddenLayers;
        return layers[Layer == 0 ? (layers.Count - 1) / 2 : Layer - 1];
    }
}
