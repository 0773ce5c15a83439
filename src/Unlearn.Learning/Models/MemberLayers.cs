using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models;

/// <summary>Layers of one member by name, which are noted where the member has a tape.</summary>
internal static class MemberLayers
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    /// <summary>A convolution that keeps the size, divided by the stride: arrays <c>NAME.weight</c> and, with a bias, <c>NAME.bias</c>.</summary>
    public static Tensor Convolve(
        this MemberParameters parameters,
        string name,
        Tensor images,
        bool hasBias,
        long stride = 1
    )
    {
        Tensor weight = parameters[name + ".weight"];
        Tensor sums = PaddedConvolution.Apply(images, weight, hasBias ? parameters[name + ".bias"] : null, stride);
        return parameters.Tape?.Convolution(name, hasBias, images, sums, weight, stride) ?? sums;
    }

    /// <summary>An affine layer: arrays <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    public static Tensor Transform(this MemberParameters parameters, string name, Tensor values)
    {
        Tensor sums = linear(values, parameters[name + ".weight"], parameters[name + ".bias"]);
        return parameters.Tape?.Affine(name, values, sums) ?? sums;
    }

    /// <summary>
    /// A convolution without bias: array <c>NAME.weight</c>. Then each channel is brought to mean 0 and variance 1 over the batch, or by running statistics in evaluation
    /// mode, and to a scale and a shift (Ioffe, Szegedy 2015): arrays <c>NORMALISER.weight</c>, <c>NORMALISER.bias</c>,
    /// <c>NORMALISER.running_mean</c> and <c>NORMALISER.running_var</c>, the last two moved by a tenth in training.
    /// </summary>
    public static Tensor ConvolveNormalised(
        this MemberParameters parameters,
        string name,
        string normaliser,
        Tensor images,
        bool training,
        long stride
    )
    {
        if (parameters.Tape is null)
        {
            return parameters.NormaliseBatch(normaliser, parameters.Convolve(name, images, false, stride), training);
        }

        // A tape is for evaluation. Both are one convolution there, with less to follow errors back through.
        Tensor weight = parameters[name + ".weight"];
        var statistics = new FixedStatistics(
            parameters[normaliser + ".running_mean"],
            parameters[normaliser + ".running_var"].Plus(Epsilon).rsqrt(),
            parameters[normaliser + ".weight"],
            parameters[normaliser + ".bias"]
        );
        Tensor outputs = PaddedConvolution.Apply(
            images,
            weight * statistics.Slope.view(-1, 1, 1, 1),
            statistics.Offset,
            stride
        );
        return parameters.Tape.NormalisedConvolution(name, images, outputs, weight, stride, normaliser, statistics);
    }

    private static Tensor NormaliseBatch(this MemberParameters parameters, string name, Tensor sums, bool training)
    {
        string meanName = name + ".running_mean";
        string varianceName = name + ".running_var";
        Tensor mean = parameters.Copy(meanName);
        Tensor variance = parameters.Copy(varianceName);
        Tensor scale = parameters[name + ".weight"];
        Tensor shift = parameters[name + ".bias"];
        Tensor normalised = batch_norm(sums, mean, variance, scale, shift, training, Momentum, Epsilon);
        if (training)
        {
            parameters.Write(meanName, mean);
            parameters.Write(varianceName, variance);
        }

        return normalised;
    }

    /// <summary>
    /// The same normalisation over groups of each point's own channels (Wu, He 2018): arrays <c>NAME.weight</c> and <c>NAME.bias</c>. A tape needs what is scaled and what
    /// comes of it, so it is scaled apart there.
    /// </summary>
    public static Tensor NormaliseGroups(this MemberParameters parameters, string name, Tensor sums, int groups)
    {
        Tensor scale = parameters[name + ".weight"];
        Tensor shift = parameters[name + ".bias"];
        if (parameters.Tape is null)
        {
            return group_norm(sums, groups, scale, shift, Epsilon);
        }

        Tensor plain = group_norm(sums, groups, null, null, Epsilon);
        return parameters.Tape.Scale(name, plain, (plain * scale.view(-1, 1, 1)).Plus(shift.view(-1, 1, 1)));
    }

    /// <summary>Zero where sums are negative. Nothing else reads the sums, so it is done in place, unless a tape notes them.</summary>
    public static Tensor Rectify(this MemberParameters parameters, Tensor sums) =>
        parameters.Tape is null ? sums.relu_() : sums.relu();
}
