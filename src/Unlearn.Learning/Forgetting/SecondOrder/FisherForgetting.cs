using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Scrubs weights with Gaussian noise that is large where the retain set does not care: theta ~ N(theta, alpha F^-1), F being the
/// diagonal of the retain set's Fisher matrix (Golatkar, Achille, Soatto, CVPR 2020, equation 8, robust variant).
/// </summary>
[UnlearningMethod("fisher-forgetting", Version = 4)]
public sealed record FisherForgetting : IWeightMethod
{
    /// <summary>Scale alpha of the noise's variance; the published values lie between 1e-9 and 1e-5. Default 1e-6.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(1e-9, 0.001, Log = true)]
    public double Alpha { get; init; } = 1e-6;

    /// <summary>Largest value of 1/F: parameters that no retained point depends on would get unbounded noise. Default 1000.</summary>
    [Range(0.0, 1e12)]
    public double VarianceLimit { get; init; } = 1e3;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<FisherForgetting> own = context.Own(this);
        using DisposeScope scope = NewDisposeScope();
        Tensor fisher = Twins
            .Of(context)
            .Once(some =>
                FisherDiagonal.Expected(
                    some,
                    [.. some.Requests.Select(static request => request.Retain)],
                    cancellationToken
                )
            );
        Tensor alpha = MemberColumn.Of(own.Select(static member => member.Alpha), fisher.dtype);
        Tensor deviation = (fisher.reciprocal().AtMost(VarianceLimit) * alpha).sqrt();
        Tensor noise = KeyedNoise.Normal(
            [.. context.Requests.Select(static request => request.Seed.Derive("fisher-forgetting"))],
            context.Originals.Layout.Width
        );
        Tensor trainable = context.Originals.Layout.TrainableRow(fisher.dtype);
        return new ParameterStack(
            context.Originals.Layout,
            context.Originals.Flat.Plus(deviation * noise.to_type(fisher.dtype) * trainable)
        );
    }
}
