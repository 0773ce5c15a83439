using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Forgets from forgotten rows alone: descends (tanh P_f - tanh P_g)/2, P_f and P_g being the mean probabilities of the tokens of the true answer and of a
/// refusal (Wang et al., "LLM Unlearning via Loss Adjustment with Only Forget Data", ICLR 2025, the total variation of section 3). Bounded.
/// </summary>
[UnlearningMethod("flat", Version = 2)]
[Serves(typeof(ITextPoints), Reason = "a refusal is a sentence")]
public sealed record Flat : IWeightMethod, IFileMethod
{
    /// <summary>Step length of Adam. Default 0.001.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-5, 0.1, Log = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the forget set. Default 10.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 10;

    /// <summary>Points in a batch. Default 32.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Refusals to draw from; empty: ten usual ones (default).</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>A text file with a refusal on each line, relative to the manifest, in place of <see cref="Refusals"/>; empty: none (default).</summary>
    [NotInKeys]
    public string RefusalFile { get; init; } = "";

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public IUnlearningMethod Read(DataFolders folders) =>
        this with
        {
            Refusals = Answers.Refusals.Read(Refusals, RefusalFile, folders),
        };

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        Answers.Refusals.RefusalOf(data, request);

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Flat> own = context.Own(this);
        var pairs = AnswerPairs.Of(
            context,
            member => Answers.Refusals.Of(context, member, Refusals, own[member].Epochs)
        );
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                [
                    .. BatchPlan
                        .Passes(
                            request.Seed.Derive("flat"),
                            request.Forget,
                            BatchSize,
                            own[member].Epochs,
                            _ => own[member].LearningRate
                        )
                        .Select(step => pairs.Paired(member, step)),
                ],
            static (parameters, batch) => Loss(parameters, batch, batch.Points!),
            new DescentSettings
            {
                BatchSize = 2 * BatchSize,
                Optimizer = OptimizerKind.Adam,
                Source = pairs.Source,
            },
            cancellationToken
        );
    }

    private static Tensor Loss(ParameterStack parameters, DescentBatch batch, PaddedBatch points)
    {
        Tensor losses = CrossEntropy.PerPoint(batch.Logits(parameters, points), points.Labels);
        (Tensor truth, Tensor refusal) = AnswerPairs.Part(points.Means(losses.neg().exp()));
        return AnswerPairs.Mean(truth.tanh().Minus(refusal.tanh()).Times(0.5), points);
    }
}
