using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>
/// A causal language model: after each token of a sequence it answers with logits over the next one, from the tokens so far alone. So what is
/// filled up at the end of a sequence changes nothing before it, and no mask of padding is needed. Members are computed one after another.
/// </summary>
public abstract class TokenNetwork : Network
{
    /// <summary>Fixes the sizes.</summary>
    /// <param name="vocabulary">Number of tokens there are.</param>
    /// <param name="context">Tokens of the longest sequence.</param>
    protected TokenNetwork(int vocabulary, int context)
    {
        Vocabulary = vocabulary;
        Context = context;
    }

    /// <summary>Number of tokens there are.</summary>
    public int Vocabulary { get; }

    /// <summary>Tokens of the longest sequence.</summary>
    public int Context { get; }

    /// <inheritdoc />
    public sealed override ImmutableArray<int> FeatureShape => [Context];

    /// <inheritdoc />
    public sealed override int Classes => Vocabulary;

    /// <inheritdoc />
    public sealed override int MembersAtOnce => 1;

    /// <inheritdoc />
    public override long OperationsPerPoint => (long)Layout.Count * Context;

    /// <inheritdoc />
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">[M, B, T] token ids, 64-bit, T at most <see cref="Context"/>.</param>
    /// <param name="training">Without effect.</param>
    /// <returns>[M, B, T, vocabulary]: what is answered after each token.</returns>
    public sealed override Tensor Forward(ParameterStack parameters, Tensor inputs, bool training = false) =>
        PerMember(parameters, inputs, places: null);

    /// <inheritdoc />
    /// <returns>[M, P, vocabulary].</returns>
    public sealed override Tensor Predict(
        ParameterStack parameters,
        Tensor inputs,
        Tensor? places,
        bool training = false
    ) => PerMember(parameters, inputs, places);

    /// <inheritdoc />
    /// <returns>[M, B, T, width].</returns>
    public sealed override Tensor Represent(ParameterStack parameters, Tensor inputs) =>
        PerMember(parameters, inputs, RepresentOne);

    /// <summary>Hidden states of one member before its head, the last normalisation included.</summary>
    /// <param name="parameters">The member.</param>
    /// <param name="tokens">[B, T], 64-bit.</param>
    /// <returns>[B, T, width].</returns>
    private protected abstract Tensor RepresentOne(MemberParameters parameters, Tensor tokens);

    /// <summary>Logits of one member from hidden states.</summary>
    /// <param name="parameters">The member.</param>
    /// <param name="hidden">[..., width].</param>
    /// <returns>[..., vocabulary].</returns>
    private protected abstract Tensor Project(MemberParameters parameters, Tensor hidden);

    /// <summary>What is computed of each member from its own tokens, side by side.</summary>
    private protected static Tensor PerMember(
        ParameterStack parameters,
        Tensor inputs,
        Func<MemberParameters, Tensor, Tensor> one
    )
    {
        var outputs = new List<Tensor>();
        for (int member = 0; member < parameters.Members; member++)
        {
            using Tensor own = inputs.select(0, member);
            outputs.Add(one(new MemberParameters(parameters, member), own));
        }

        return stack(outputs, 0);
    }

    private Tensor PerMember(ParameterStack parameters, Tensor inputs, Tensor? places)
    {
        var outputs = new List<Tensor>();
        for (int member = 0; member < parameters.Members; member++)
        {
            using Tensor own = inputs.select(0, member);
            using Tensor? chosen = places?.select(0, member);
            var arrays = new MemberParameters(parameters, member);
            Tensor hidden = RepresentOne(arrays, own);
            outputs.Add(Project(arrays, chosen is null ? hidden : hidden.flatten(0, 1).index_select(0, chosen)));
        }

        return stack(outputs, 0);
    }
}
