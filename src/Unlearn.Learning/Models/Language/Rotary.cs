using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// Rotary positions (Su, Lu, Pan, Murtadha, Wen, Liu 2021, section 3.2.2): pair i of a head of width d at position t is turned by the angle
/// t base^(-2i/d), so that products of queries and keys depend on distances alone.
/// </summary>
internal sealed class Rotary
{
    private readonly RotaryConvention _convention;
    private readonly Tensor _cosines;
    private readonly Tensor _sines;

    /// <summary>The angles of a pass.</summary>
    /// <param name="convention">Which values are pairs.</param>
    /// <param name="numberBase">The base.</param>
    /// <param name="width">Width of a head, even.</param>
    /// <param name="start">Position of the first token.</param>
    /// <param name="count">Number of tokens.</param>
    /// <param name="type">Of the values that are turned.</param>
    public Rotary(RotaryConvention convention, double numberBase, int width, int start, int count, ScalarType type)
    {
        _convention = convention;
        int pairs = width / 2;
        var cosines = new double[count * pairs];
        var sines = new double[count * pairs];
        for (int token = 0; token < count; token++)
        {
            for (int pair = 0; pair < pairs; pair++)
            {
                (sines[(token * pairs) + pair], cosines[(token * pairs) + pair]) = Math.SinCos(
                    (start + token) * Math.Pow(numberBase, -2.0 * pair / width)
                );
            }
        }

        _cosines = tensor(cosines, [count, 1, pairs]).to_type(type);
        _sines = tensor(sines, [count, 1, pairs]).to_type(type);
    }

    /// <summary>Turns every head.</summary>
    /// <param name="heads">[B, T, heads, width].</param>
    public Tensor Turn(Tensor heads)
    {
        long pairs = _cosines.size(2);
        (long[] split, int axis) =
            _convention == RotaryConvention.Half ? (new[] { 2L, pairs }, 3) : (new[] { pairs, 2L }, 4);
        Tensor parted = heads.unflatten(3, split);
        Tensor first = parted.select(axis, 0);
        Tensor second = parted.select(axis, 1);
        Tensor turned = stack(
            [(first * _cosines).Minus(second * _sines), (first * _sines).Plus(second * _cosines)],
            axis
        );
        return turned.flatten(3);
    }
}
