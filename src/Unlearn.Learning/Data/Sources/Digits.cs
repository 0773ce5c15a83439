using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 1,797 handwritten digits of 8x8 pixels, scaled to 0..1 (Alpaydin and Kaynak 1998, test part). Ships inside the product.
/// </summary>
[Dataset("digits")]
[Columns]
public sealed record Digits : IDatasetSource
{
    private static readonly ImmutableArray<int> Shape = [1, 8, 8];

    /// <summary>Only the first this many digits; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        DatasetFile file = DatasetCatalog.Digits.Files[0];
        byte[] bytes = ShippedFiles.Read(file.Name);
        FileBytes.Verify(bytes, file.Sha256, file.Name);
        var rows = new CsvRows(FileBytes.Decompress(bytes, file.Name), file.Name, header: false);
        Dataset table = TableLoader.Load(
            "digits",
            rows,
            new TableSchema
            {
                Label = "1",
                Classes = [.. Enumerable.Range(0, 10).Select(static digit => $"{digit}")],
                Standardise = false,
                Limit = Limit,
            }
        );
        float[] pixels = [.. table.Features.Select(static value => value / 16f)];
        return DatasetParts.ToDataset(table.Name, pixels, Shape, table.Labels, table.ClassNames);
    }
}
