using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>One further number per attacked point.</summary>
public abstract class NumbersEvidence : CollectedEvidence<double[]>
{
    private readonly string _name;

    /// <param name="name">The array's name.</param>
    /// <param name="unit">What a number is in, for people.</param>
    protected NumbersEvidence(string name, string unit)
    {
        _name = name;
        Arrays = [EvidenceArray.Of(name, $"points, {unit}")];
    }

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceArray> Arrays { get; }

    /// <inheritdoc />
    public override void Check(double[] value, AttackInput input)
    {
        if (value.Length != input.Labels.Length)
        {
            throw new InputException(
                $"'{_name}' has {value.Length} numbers for {input.Labels.Length} attacked points."
            );
        }

        int bad = Array.FindIndex(value, number => !double.IsFinite(number) || !CanBe(number));
        if (bad >= 0)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"'{_name}' holds {value[bad]} for point {bad}; {Right}.")
            );
        }
    }

    /// <summary>Whether a finite number can be one of these.</summary>
    private protected abstract bool CanBe(double number);

    /// <summary>What would be right, as half a sentence.</summary>
    private protected abstract string Right { get; }

    /// <inheritdoc />
    protected override double[]? Read(IEvidenceArrays arrays) => arrays.Numbers(_name, arrays.Points);

    /// <inheritdoc />
    protected override IEnumerable<NamedArray> Write(double[] value) => [new(_name, [value.Length], value)];
}
