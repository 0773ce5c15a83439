using System.Globalization;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>What a person should know about a folder of pictures.</summary>
internal static class PictureNotes
{
    /// <summary>Files that were passed over; a train/test layout that was merged.</summary>
    public static IEnumerable<DataNote> Of(IReadOnlyList<string> pictures, IReadOnlyList<string> others, bool byFolder)
    {
        if (others.Count > 0)
        {
            yield return new DataNote(
                "passed-over-files",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{others.Count} of {pictures.Count + others.Count} files were passed over: {Kinds(others)}; PGM, PPM, PNG and JPEG are read"
                )
            );
        }

        DataPart[] parts = [.. pictures.Select(PictureParts.Find).OfType<DataPart>().Distinct()];
        if (!byFolder && parts.Contains(DataPart.Train) && parts.Length > 1)
        {
            yield return new DataNote(
                "merged-parts",
                "the pictures lie in folders for training and test, which were merged and will be divided anew; `split: { by: folder }` keeps the publisher's parts"
            );
        }
    }

    /// <summary>How many files there are of each kind: <c>1 .bmp, 2 .webp</c>.</summary>
    public static string Kinds(IEnumerable<string> files) =>
        string.Join(
            ", ",
            files
                .GroupBy(static file => Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal)
                .OrderBy(static kind => kind.Key, StringComparer.Ordinal)
                .Select(static kind =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kind.Count()} {(kind.Key.Length > 0 ? kind.Key : "without an ending")}"
                    )
                )
        );
}
