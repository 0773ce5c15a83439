namespace Unlearn.Formats.Pictures;

/// <summary>A picture as numbers from 0 to 1.</summary>
/// <param name="Channels">1 grey, 3 red, green and blue.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Values">Channel by channel, row by row.</param>
internal sealed record Picture(int Channels, int Rows, int Columns, float[] Values)
{
    /// <summary>One channel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601).</summary>
    public Picture ToGrey()
    {
        if (Channels == 1)
        {
            return this;
        }

        int plane = Rows * Columns;
        var values = new float[plane];
        for (int i = 0; i < plane; i++)
        {
            values[i] = (0.299f * Values[i]) + (0.587f * Values[plane + i]) + (0.114f * Values[(2 * plane) + i]);
        }

        return new Picture(1, Rows, Columns, values);
    }

    /// <summary>Three channels; grey is repeated.</summary>
    public Picture ToColour() =>
        Channels == 3 ? this : new Picture(3, Rows, Columns, [.. Values, .. Values, .. Values]);

    /// <summary>
    /// Another size by area averages: a new pixel is the mean of the old ones under its area, parts of pixels counted in
    /// proportion. Rows and columns stretch on their own; nothing is cropped.
    /// </summary>
    public Picture Resize(int rows, int columns)
    {
        if (rows == Rows && columns == Columns)
        {
            return this;
        }

        // Columns first, then rows: the area of a new pixel is a product.
        float[] narrowed = Average(Values, Channels * Rows, Columns, columns, 1);
        var values = new float[Channels * rows * columns];
        for (int channel = 0; channel < Channels; channel++)
        {
            float[] plane = narrowed[(channel * Rows * columns)..((channel + 1) * Rows * columns)];
            Average(plane, 1, Rows, rows, columns).CopyTo(values, channel * rows * columns);
        }

        return new Picture(Channels, rows, columns, values);
    }

    /// <summary>Averages along one axis of [outer, old, inner] to [outer, size, inner].</summary>
    private static float[] Average(float[] values, int outer, int old, int size, int inner)
    {
        var averaged = new float[outer * size * inner];
        double step = (double)old / size;
        for (int at = 0; at < size; at++)
        {
            double start = at * step;
            double end = (at + 1) * step;
            for (int block = 0; block < outer; block++)
            {
                for (int i = 0; i < inner; i++)
                {
                    double sum = 0;
                    for (int source = (int)start; source < old && source < end; source++)
                    {
                        double share = Math.Min(end, source + 1) - Math.Max(start, source);
                        sum += Math.Max(0, share) * values[(((block * old) + source) * inner) + i];
                    }

                    averaged[(((block * size) + at) * inner) + i] = (float)(sum / step);
                }
            }
        }

        return averaged;
    }
}
