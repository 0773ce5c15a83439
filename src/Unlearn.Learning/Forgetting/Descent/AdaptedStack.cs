using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Frozen members with an <see cref="Adapter"/> each, which is a stack of its own.</summary>
internal sealed class AdaptedStack
{
    private const string Down = ".a";
    private const string Up = ".b";

    private readonly Adapter _adapter;
    private readonly ParameterStack _frozen;
    private readonly Dictionary<string, Projection> _projections;
    private readonly ParameterLayout _layout;

    /// <summary>Adapts members.</summary>
    /// <param name="adapter">How.</param>
    /// <param name="network">The architecture.</param>
    /// <param name="frozen">The members; not changed, and to be kept as long as this.</param>
    public AdaptedStack(Adapter adapter, Network network, ParameterStack frozen)
    {
        _adapter = adapter;
        _frozen = frozen;
        _projections = adapter.Of(network).ToDictionary(static one => one.Name);
        _layout = ParameterLayout.Of(
            _projections.Values.SelectMany(one =>
            {
                (int inputs, int outputs) = Sizes(one);
                return new[]
                {
                    (one.Name + Down, ImmutableArray.Create(adapter.Rank, inputs), true),
                    (one.Name + Up, ImmutableArray.Create(outputs, adapter.Rank), true),
                };
            })
        );
    }

    /// <summary>Adapters that change nothing yet: A is uniform in +-1/sqrt(inputs), B is zero.</summary>
    /// <param name="keys">One a member.</param>
    public ParameterStack Begin(IReadOnlyList<RandomKey> keys)
    {
        var rows = new float[keys.Count * _layout.Width];
        for (int member = 0; member < keys.Count; member++)
        {
            foreach (
                ParameterShape array in _layout.Parameters.Where(static one =>
                    one.Name.EndsWith(Down, StringComparison.Ordinal)
                )
            )
            {
                KeyedInitialisation.Uniform(
                    keys[member],
                    array,
                    array.Shape[1],
                    rows.AsSpan(member * _layout.Width, _layout.Width)
                );
            }
        }

        using Tensor flat = tensor(rows, [keys.Count, _layout.Width]);
        return new ParameterStack(_layout, flat.to_type(_frozen.Flat.dtype, copy: true));
    }

    /// <summary>A loss of the adapted members in place of one of the members.</summary>
    public DescentLoss Adapt(DescentLoss loss) =>
        (adapters, batch) =>
        {
            using ParameterStack whole = Merged(adapters, batch.Members);
            return loss(whole, batch);
        };

    /// <summary>The row of one adapted member, [width].</summary>
    /// <param name="member">The member.</param>
    /// <param name="adapter">Its adapter's row.</param>
    public Tensor Whole(int member, Tensor adapter)
    {
        using var row = new ParameterStack(_layout, adapter.unsqueeze(0));
        using ParameterStack whole = Merged(row, [member]);
        return whole.Flat.select(0, 0);
    }

    /// <summary>Members with their adapters multiplied out; differentiable in the adapters.</summary>
    /// <param name="adapters">One of each member.</param>
    /// <param name="members">Which of the frozen members they are.</param>
    public ParameterStack Merged(ParameterStack adapters, IReadOnlyList<int> members)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor frozen = _frozen.Flat.index_select(0, tensor([.. members.Select(static member => (long)member)]));
        Tensor[] parts =
        [
            .. _frozen.Layout.Parameters.Select(array =>
                _projections.TryGetValue(array.Name, out Projection? projection)
                    ? Added(adapters, projection, array)
                    : zeros([members.Count, array.Padded], frozen.dtype)
            ),
        ];
        return new ParameterStack(_frozen.Layout, frozen.Plus(cat(parts, 1)));
    }

    private Tensor Added(ParameterStack adapters, Projection projection, ParameterShape array)
    {
        Tensor product = adapters[projection.Name + Up].bmm(adapters[projection.Name + Down]);
        Tensor added = projection.InputsFirst ? product.transpose(1, 2) : product;
        Tensor row = added.reshape(adapters.Members, array.Count).Times(_adapter.Alpha / _adapter.Rank);
        return array.Padded == array.Count ? row : nn.functional.pad(row, [0, array.Padded - array.Count]);
    }

    private (int Inputs, int Outputs) Sizes(Projection projection)
    {
        ParameterShape array = _frozen.Layout[projection.Name];
        return projection.InputsFirst ? (array.Shape[0], array.Shape[1]) : (array.Shape[1], array.Shape[0]);
    }
}
