using System.Globalization;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>The size that a picture's header declares, compared with the bytes that are there before memory is taken for it.</summary>
internal static class PictureSize
{
    /// <summary>Pixels of the largest picture that is read: 10,000 x 10,000.</summary>
    private const long Most = 100_000_000;

    /// <summary>Refuses sizes that no picture has, or that the bytes behind them cannot hold.</summary>
    /// <param name="rows">Declared height.</param>
    /// <param name="columns">Declared width.</param>
    /// <param name="needed">The fewest bytes that such a picture can have in its format.</param>
    /// <param name="there">The bytes that are there.</param>
    /// <param name="file">The picture's name in messages.</param>
    public static void Check(long rows, long columns, long needed, long there, string file)
    {
        if (rows < 1 || columns < 1 || rows > Most / columns)
        {
            throw new InputException(
                Words($"the header says {rows} rows and {columns} columns; 1 to {Most} pixels are right."),
                file
            );
        }

        if (there < needed)
        {
            throw new InputException(
                Words(
                    $"the header says {rows} rows and {columns} columns, which take {needed} bytes or more, but {there} follow; the file is cut short or damaged."
                ),
                file
            );
        }
    }

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
