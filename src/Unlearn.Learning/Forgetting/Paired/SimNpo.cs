using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Simple negative preference: descends -(2/beta) log sigma(beta (a - delta)), a being the mean loss of a point's predictions: no reference model, and long
/// answers weigh no more than short ones (Fan et al., "Simplicity Prevails", NeurIPS 2025, equation 4).
/// </summary>
[UnlearningMethod("simnpo", Version = 2)]
public sealed record SimNpo : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 0.125.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 0.125;

    /// <summary>Inverse temperature beta: the larger, the sooner ascent slows down. Default 4.5.</summary>
    [Range(1e-6, 100.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Beta { get; init; } = 4.5;

    /// <summary>Mean loss delta from which on ascent slows down, in nats. Default 0.</summary>
    [Range(-100.0, 100.0)]
    public double Delta { get; init; }

    private protected override string Key => "SimNpo";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor margin = batch
            .Points.Means(batch.Losses())
            .Minus(Column<SimNpo>(batch.Step, own, static one => one.Delta));
        Tensor beta = Column<SimNpo>(batch.Step, own, static one => one.Beta);
        Tensor preference = nn.functional.logsigmoid(margin * beta);
        return batch.MeanOfPoints(preference * Column<SimNpo>(batch.Step, own, static one => -2.0 / one.Beta));
    }
}
