using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>
/// A network whose members are computed one after another: for convolutions that is faster than grouping them, and a member's bits
/// cannot depend on its company.
/// </summary>
public abstract class MemberwiseNetwork : Network
{
    /// <inheritdoc />
    public override int MembersAtOnce => 1;

    /// <inheritdoc />
    public override Tensor Forward(ParameterStack parameters, Tensor inputs, bool training = false) =>
        PerMember(parameters, inputs, (member, images) => Classify(member, RepresentOne(member, images, training)));

    /// <inheritdoc />
    public override Tensor Represent(ParameterStack parameters, Tensor inputs) =>
        PerMember(parameters, inputs, (member, images) => RepresentOne(member, images, training: false));

    /// <summary>Logits of one member on its points in evaluation mode, noting how they came about.</summary>
    /// <param name="parameters">The stack, without gradients.</param>
    /// <param name="member">Row of the member.</param>
    /// <param name="points">[B, features].</param>
    /// <param name="tape">Where it is noted.</param>
    /// <returns>[B, classes].</returns>
    internal Tensor Forward(ParameterStack parameters, int member, Tensor points, LayerTape tape)
    {
        var own = new MemberParameters(parameters, member, tape);
        Tensor images = ChannelsLast(points, ImageShape.Of(FeatureShape, GetType().Name));
        return Classify(own, RepresentOne(own, images, training: false));
    }

    /// <summary>Hidden representation of one member, [B, width].</summary>
    private protected abstract Tensor RepresentOne(MemberParameters parameters, Tensor images, bool training);

    /// <summary>Logits of one member from its representation, [B, classes].</summary>
    private protected abstract Tensor Classify(MemberParameters parameters, Tensor representation);

    private Tensor PerMember(ParameterStack parameters, Tensor inputs, Func<MemberParameters, Tensor, Tensor> one)
    {
        ImageShape shape = ImageShape.Of(FeatureShape, GetType().Name);
        var outputs = new List<Tensor>();
        for (int member = 0; member < parameters.Members; member++)
        {
            using Tensor own = inputs.select(0, member);
            outputs.Add(one(new MemberParameters(parameters, member), ChannelsLast(own, shape)));
        }

        return stack(outputs, 0);
    }

    /// <summary>
    /// Images [B, channels, rows, columns] of which a pixel's channels lie side by side: pooling, which goes channel by channel otherwise and
    /// costs more than the convolutions then, takes whole vectors, and what follows keeps the order.
    /// </summary>
    private static Tensor ChannelsLast(Tensor points, ImageShape shape)
    {
        // Of a single channel both orders are one, and only a view from the flat points has the strides that say which is meant.
        Tensor pixels =
            shape.Channels == 1
                ? points.reshape(-1, shape.Rows, shape.Columns, 1)
                : points.reshape(-1, shape.Channels, shape.Rows, shape.Columns).permute(0, 2, 3, 1).contiguous();
        return pixels.permute(0, 3, 1, 2);
    }

    /// <summary>A layout's trainable arrays, layer by layer.</summary>
    private protected static ImmutableArray<ImmutableArray<string>> LayersOf(IEnumerable<IEnumerable<string>> layers) =>
        [.. layers.Select(static layer => layer.ToImmutableArray())];
}
