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
            using Tensor images = own.reshape(-1, shape.Channels, shape.Rows, shape.Columns);
            outputs.Add(one(new MemberParameters(parameters, member), images));
        }

        return stack(outputs, 0);
    }

    /// <summary>A layout's trainable arrays, layer by layer.</summary>
    private protected static ImmutableArray<ImmutableArray<string>> LayersOf(IEnumerable<IEnumerable<string>> layers) =>
        [.. layers.Select(static layer => layer.ToImmutableArray())];
}
