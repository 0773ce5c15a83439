using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Methods that descend gamma L(forget) + alpha L(retain) by Adam, a batch of each in every step, the retain set cycled. They differ in what they
/// descend on the forget set, and serve classifiers and sequences alike: a sequence has a prediction for each labelled token.
/// </summary>
public abstract record PairedDescent : IWeightMethod
{
    /// <summary>Weight alpha of the retain loss. Default 1.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Alpha { get; init; } = 1.0;

    /// <summary>What is descended on retained points. Default nll.</summary>
    public RetainLoss Retain { get; init; } = RetainLoss.Nll;

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

    /// <summary>Trains a low-rank adapter of a language model in place of its weights; absent: the weights (default).</summary>
    [AbsentWhenNull]
    public Adapter? Adapter { get; init; }

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <summary>What the order of batches derives from beside the seed: part of the results, so it stays when a class is renamed.</summary>
    private protected abstract string Key { get; }

    /// <summary>Weight gamma of the forget loss.</summary>
    private protected abstract double ForgetWeight { get; }

    /// <summary>Whether the forget loss compares with the original.</summary>
    private protected virtual bool ReadsOriginal => false;

    /// <inheritdoc />
    public virtual string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        Descent.Adapter.RefusalOf(Adapter, data);

    /// <summary>Other answers that stand beside forgotten texts in every batch; null: there are none.</summary>
    private protected virtual AnswerPairs? Pairs(
        UnlearningContext context,
        IReadOnlyList<PairedDescent> own,
        CancellationToken cancellationToken
    ) => null;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<PairedDescent> own = context.Own(this);
        AnswerPairs? pairs = Pairs(context, own, cancellationToken);
        Teacher? forgotten = ReadsOriginal
            ? Teacher.Frozen(context, context.Originals, static request => request.Forget)
            : null;
        Teacher? retained =
            Retain == RetainLoss.Kl
                ? Teacher.Frozen(context, context.Originals, static request => request.Retain)
                : null;
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
            {
                IReadOnlyList<DescentStep> steps = BatchPlan.PassesWithCompanions(
                    request.Seed.Derive(Key),
                    request.Forget,
                    request.Retain,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                );
                return pairs is null ? steps : [.. steps.Select(step => pairs.Paired(member, step))];
            },
            PairedLoss.Of(
                (parameters, batch, points) =>
                {
                    var forget = new ForgetBatch(batch, points, batch.Logits(parameters, points), forgotten);
                    return Forget(forget, own) * Column(batch, own, static one => one.ForgetWeight).squeeze(1);
                },
                (parameters, batch, companions) =>
                    Held(parameters, batch, companions, retained)
                    * Column(batch, own, static one => one.Alpha).squeeze(1)
            ),
            new DescentSettings
            {
                BatchSize = pairs is null ? BatchSize : 2 * BatchSize,
                Optimizer = OptimizerKind.Adam,
                Source = pairs?.Source,
                Adapter = Adapter,
            },
            cancellationToken
        );
    }

    /// <summary>What is descended on the forget set, [K], before its weight.</summary>
    /// <param name="batch">Forgotten points.</param>
    /// <param name="own">The method of each member of the context.</param>
    private protected abstract Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own);

    /// <summary>An option of each member, [K, 1].</summary>
    private protected static Tensor Column<T>(
        DescentBatch batch,
        IReadOnlyList<PairedDescent> own,
        Func<T, double> option
    )
        where T : PairedDescent => batch.Column(member => option((T)own[member]));

    private static Tensor Column(
        DescentBatch batch,
        IReadOnlyList<PairedDescent> own,
        Func<PairedDescent, double> option
    ) => Column<PairedDescent>(batch, own, option);

    private static Tensor Held(ParameterStack parameters, DescentBatch batch, PaddedBatch retain, Teacher? original) =>
        original is null
            ? batch.MeanCrossEntropy(parameters, retain)
            : Divergences.FromOriginal(parameters, batch, retain, original);
}
