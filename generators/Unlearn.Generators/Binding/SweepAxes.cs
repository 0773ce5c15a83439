using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Binding;

/// <summary>The swept options of one entry of a named map.</summary>
internal sealed class SweepAxes
{
    // More entries than this are a slip of the pen, not an experiment.
    public const int MostCombinations = 10_000;

    private readonly List<SweepAxis> _axes = [];

    public IReadOnlyList<SweepAxis> All => _axes;

    /// <summary>Number of combinations, capped just above the limit.</summary>
    public int Combinations =>
        (int)
            _axes.Aggregate(1L, static (product, axis) => Math.Min(product * axis.Values.Count, MostCombinations + 1L));

    public BoundAxis Add(SweepAxis axis)
    {
        _axes.Add(axis);
        return new(_axes.Count - 1);
    }

    /// <summary>One entry for each combination; the last axis turns fastest.</summary>
    public IEnumerable<BoundNamed> Expand(string name, BoundObject template, EquatableArray<BoundSearch> search)
    {
        int total = Combinations;
        for (int combination = 0; combination < total; combination++)
        {
            int[] choice = Choose(combination);
            yield return new(
                name,
                (BoundObject)Substitute(template, choice),
                _axes.Select((axis, at) => $"{axis.Option}={axis.Texts[choice[at]]}").ToEquatableArray(),
                search
            );
        }
    }

    private int[] Choose(int combination)
    {
        int[] choice = new int[_axes.Count];
        for (int at = _axes.Count - 1; at >= 0; at--)
        {
            choice[at] = combination % _axes[at].Values.Count;
            combination /= _axes[at].Values.Count;
        }

        return choice;
    }

    private BoundValue Substitute(BoundValue value, int[] choice) =>
        value switch
        {
            BoundAxis axis => _axes[axis.Index].Values[choice[axis.Index]],
            BoundObject item => item with
            {
                Options = item
                    .Options.Select(option => option with { Value = Substitute(option.Value, choice) })
                    .ToEquatableArray(),
            },
            BoundList list => new BoundList(list.Items.Select(item => Substitute(item, choice)).ToEquatableArray()),
            _ => value,
        };
}

/// <summary>An option with the values that it runs through, and their texts for people.</summary>
internal sealed record SweepAxis(string Option, EquatableArray<BoundValue> Values, EquatableArray<string> Texts);
