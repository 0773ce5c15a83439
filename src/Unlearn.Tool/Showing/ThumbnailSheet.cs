using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Unlearn.Learning.Data;

namespace Unlearn.Tool.Showing;

/// <summary>A page with the first pictures of each class, to see at a glance whether colours, orientation and labels are right.</summary>
internal static class ThumbnailSheet
{
    private const int PicturesAClass = 12;
    private const int Header = 54;

    /// <summary>Whether points are pictures of one or three channels.</summary>
    public static bool ShowsPictures(Dataset dataset) => dataset.FeatureShape is [1 or 3, _, _];

    /// <summary>The page, complete in itself.</summary>
    public static string Of(IReadOnlyList<Dataset> datasets)
    {
        var page = new StringBuilder(
            "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Thumbnails</title>\n"
                + "<style>body{font-family:sans-serif}img{height:64px;margin:1px;image-rendering:pixelated}</style>\n"
        );
        foreach (Dataset dataset in datasets)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h1>{WebUtility.HtmlEncode(dataset.Name)}</h1>\n");
            (float least, float most) = (dataset.Features.Min(), dataset.Features.Max());
            for (int label = 0; label < dataset.ClassCount; label++)
            {
                int[] points = [.. Enumerable.Range(0, dataset.Count).Where(point => dataset.Labels[point] == label)];
                string name = WebUtility.HtmlEncode(dataset.ClassNames[label]);
                page.Append(CultureInfo.InvariantCulture, $"<h2>{name}: {points.Length}</h2>\n<p>");
                foreach (int point in points.Take(PicturesAClass))
                {
                    string bytes = Convert.ToBase64String(Bitmap(dataset, point, least, most));
                    page.Append(
                        CultureInfo.InvariantCulture,
                        $"<img alt=\"{name}, point {point}\" title=\"point {point}\" src=\"data:image/bmp;base64,{bytes}\">"
                    );
                }

                page.Append("</p>\n");
            }
        }

        return page.ToString();
    }

    /// <summary>A picture as a BMP of 24 bits a pixel: blue, green, red, the last row first, rows filled up to four bytes.</summary>
    private static byte[] Bitmap(Dataset dataset, int point, float least, float most)
    {
        int channels = dataset.FeatureShape[0];
        int rows = dataset.FeatureShape[1];
        int columns = dataset.FeatureShape[2];
        int stride = ((3 * columns) + 3) / 4 * 4;
        var bytes = new byte[Header + (stride * rows)];
        "BM"u8.CopyTo(bytes);
        (int At, int Value)[] fields =
        [
            (2, bytes.Length),
            (10, Header),
            (14, 40),
            (18, columns),
            (22, rows),
            (26, 1 | (24 << 16)),
            (34, stride * rows),
        ];
        foreach ((int at, int value) in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        }

        ReadOnlySpan<float> own = dataset.Features.AsSpan(point * dataset.FeatureCount, dataset.FeatureCount);
        float range = most > least ? most - least : 1;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int colour = 0; colour < 3; colour++)
                {
                    int channel = channels == 1 ? 0 : 2 - colour;
                    float value = own[(((channel * rows) + row) * columns) + column];
                    bytes[Header + ((rows - 1 - row) * stride) + (3 * column) + colour] = (byte)(
                        255 * (value - least) / range
                    );
                }
            }
        }

        return bytes;
    }
}
