using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>An architecture bound to its input and output sizes: pure functions of a stack of parameters.</summary>
public abstract class Network
{
    /// <summary>Where parameters lie.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>Shape of one input point.</summary>
    public abstract ImmutableArray<int> FeatureShape { get; }

    /// <summary>Number of classes.</summary>
    public abstract int Classes { get; }

    /// <summary>
    /// Names of the trainable arrays, layer by layer from input to output: what "the last k layers" means. A normalisation
    /// layer belongs to the layer before it.
    /// </summary>
    public abstract ImmutableArray<ImmutableArray<string>> Layers { get; }

    /// <summary>Rough number of values that a pass over one point makes, inputs included: what batches need memory for.</summary>
    public abstract long ValuesPerPoint { get; }

    /// <summary>Rough number of values that a pass without gradients over one point holds at once: all that it makes, where nothing is freed on the way.</summary>
    public virtual long EvaluationValuesPerPoint => ValuesPerPoint;

    /// <summary>
    /// Rough number of values that training on one point of a batch keeps at once. By automatic differentiation each value of a pass is there with its
    /// gradient and a temporary.
    /// </summary>
    public virtual long TrainingValuesPerPoint => 3 * ValuesPerPoint;

    /// <summary>Multiply-adds that a pass over one point takes, each about a third of what training on it takes.</summary>
    public virtual long OperationsPerPoint => Layout.Count;

    /// <summary>
    /// Members that one pass computes best together, by measurement: unlimited where products are batched, 1 where members are
    /// computed one after another anyway and a larger graph would only cost memory. Batches of a lone member are not padded.
    /// </summary>
    public virtual int MembersAtOnce => int.MaxValue;

    /// <summary>
    /// Whether members are computed and differentiated by hand, because that is faster; else automatic differentiation of <see cref="Forward"/> computes
    /// them. A matter of the network alone, never of the machine.
    /// </summary>
    public virtual bool HasGradientsByHand => false;

    /// <summary>The network as a chain of affine layers; null where it is none.</summary>
    public virtual DenseNetwork? AffineChain => null;

    /// <summary>
    /// Logits of every member on its own points. Differentiable in the parameters; a member's result depends on its own
    /// row and points alone, bit for bit.
    /// </summary>
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">[M, B, features] (flattened points), of the parameters' type.</param>
    /// <param name="training">Whether batch statistics are used and running ones updated, where there are any.</param>
    /// <returns>[M, B, classes].</returns>
    public abstract Tensor Forward(ParameterStack parameters, Tensor inputs, bool training = false);

    /// <summary>
    /// Logits at the places that a batch asks about: a classifier answers once for each point, so that this is <see cref="Forward"/>; a sequence
    /// asks at every labelled token.
    /// </summary>
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">As for <see cref="Forward"/>.</param>
    /// <param name="places">[M, P], 64-bit: positions in the flattened rows and tokens of the inputs; null for classifiers.</param>
    /// <param name="training">As for <see cref="Forward"/>.</param>
    /// <returns>[M, B, classes], or [M, P, vocabulary].</returns>
    public virtual Tensor Predict(ParameterStack parameters, Tensor inputs, Tensor? places, bool training = false) =>
        Forward(parameters, inputs, training);

    /// <summary>Hidden representation before the last layer, [M, B, width]; the inputs themselves for a linear model.</summary>
    public abstract Tensor Represent(ParameterStack parameters, Tensor inputs);

    /// <summary>
    /// The layers whose states can be read, as positions in <see cref="Layers"/>, from input to output; none for a linear model. Of most networks
    /// it is the one before the last.
    /// </summary>
    public virtual IReadOnlyList<int> HiddenLayers => Layers.Length > 1 ? [Layers.Length - 2] : [];

    /// <summary>Hidden states that leave a layer, differentiable in its parameters and those before it.</summary>
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">As for <see cref="Forward"/>.</param>
    /// <param name="layer">One of <see cref="HiddenLayers"/>.</param>
    /// <returns>[M, B, width], or [M, B, T, width] of sequences.</returns>
    public virtual Tensor Hidden(ParameterStack parameters, Tensor inputs, int layer) => Represent(parameters, inputs);

    /// <summary>The matrices of a transformer's blocks, in order; other networks have none.</summary>
    public virtual IReadOnlyList<Projection> Projections => [];

    /// <summary>Fills one member's row of initial parameters; every value derives from the key and its position.</summary>
    public abstract void Initialise(RandomKey key, Span<float> row);
}
