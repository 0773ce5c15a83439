using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>Stacks as arrays and back, for callers that keep members outside the tensor library.</summary>
public static class ParameterRows
{
    /// <summary>A stack of copies of the rows.</summary>
    /// <param name="layout">Where arrays lie.</param>
    /// <param name="rows">One flat row of <see cref="ParameterLayout.Width"/> values per member, at least one.</param>
    public static ParameterStack ToStack(ParameterLayout layout, IReadOnlyList<float[]> rows)
    {
        var values = new float[rows.Count * layout.Width];
        for (int member = 0; member < rows.Count; member++)
        {
            rows[member].CopyTo(values, member * layout.Width);
        }

        using Tensor flat = tensor(values);
        return new ParameterStack(layout, flat.view(rows.Count, layout.Width));
    }

    /// <summary>A copy of one member's row, [width], as float32.</summary>
    public static float[] ToRow(Tensor row)
    {
        using Tensor single = row.to_type(ScalarType.Float32).contiguous();
        return single.data<float>().ToArray();
    }

    /// <summary>A copy of one member's row, [width], as float64.</summary>
    internal static double[] ToDoubles(Tensor row)
    {
        using Tensor wide = row.to_type(ScalarType.Float64);
        using Tensor whole = wide.contiguous();
        return whole.data<double>().ToArray();
    }

    /// <summary>Each member's flat row as float32; gaps are zero.</summary>
    public static IReadOnlyList<float[]> ToRows(this ParameterStack stack)
    {
        int width = stack.Layout.Width;
        using Tensor single = stack.Flat.to_type(ScalarType.Float32).contiguous();
        float[] values = single.data<float>().ToArray();
        return [.. Enumerable.Range(0, stack.Members).Select(member => values.AsSpan(member * width, width).ToArray())];
    }
}
