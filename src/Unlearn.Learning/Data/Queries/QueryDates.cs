using System.Globalization;

namespace Unlearn.Learning.Data.Queries;

/// <summary>Dates and moments in the form of ISO 8601, which have an order although they are texts.</summary>
internal static class QueryDates
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The moments of texts; null where one of them is none.</summary>
    public static long[]? Ticks(IEnumerable<string> texts)
    {
        var moments = new List<long>();
        foreach (string text in texts)
        {
            if (Ticks(text) is not { } moment)
            {
                return null;
            }

            moments.Add(moment);
        }

        return [.. moments];
    }

    /// <summary>The moment in ticks of 100 ns, in universal time where the text names no zone; null where it is none.</summary>
    public static long? Ticks(string text) =>
        DateTime.TryParseExact(
            text,
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime moment
        )
            ? moment.Ticks
            : null;
}
