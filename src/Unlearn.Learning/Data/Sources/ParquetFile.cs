using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A Parquet file. Number columns are standardised on the training set alone, text columns become one-hot. Booleans are the numbers 0 and 1
/// or the texts false and true; a null cell is missing. Columns that are not used may be of any type.
/// </summary>
[Dataset("parquet")]
public sealed record ParquetFile : TableFile
{
    /// <summary>Texts that mark a missing cell; a null cell is an empty text. Default: nothing and NaN.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NaN"];

    private protected override string Name => "parquet";

    private protected override ITableRows Open(byte[] content, string file) => ParquetRows.Open(content, file);

    private protected override TableSchema Describe(TableSchema schema) => schema with { MissingTexts = MissingTexts };
}
