using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A table in delimited text, plain or gzip. Number columns are standardised on the training set alone, text columns become
/// one-hot.
/// </summary>
[Dataset("csv")]
public sealed record CsvFile : TableFile
{
    /// <summary>Whether the first row names the columns; without a header they are named "1", "2", ... Default true.</summary>
    public bool Header { get; init; } = true;

    /// <summary>The character between cells, or <c>tab</c>. Default a comma.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The character before decimals. Default a point; a comma in tables whose cells other characters part.</summary>
    [RegularExpression("[.,]")]
    public string Decimal { get; init; } = ".";

    /// <summary>How bytes stand for characters: utf-8, utf-16, windows-1252, shift_jis, ... Default utf-8. A byte that does not fit is an error.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Texts that mark a missing cell. Default: nothing, ?, NA and NaN.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "?", "NA", "NaN"];

    private protected override string Name => "csv";

    private char Mark =>
        Delimiter == "tab" ? '\t'
        : Delimiter.Length == 1 ? Delimiter[0]
        : throw new InputException($"dataset csv: delimiter '{Delimiter}'; one character or `tab` is right.");

    private protected override ITableRows Open(byte[] content, string file) =>
        new CsvRows(content, file, Mark, Header, encoding: Encoding);

    private protected override TableSchema Describe(TableSchema schema) =>
        schema with
        {
            MissingTexts = MissingTexts,
            DecimalMark = Decimal[0],
        };

    private protected override void CheckOptions()
    {
        if (Decimal[0] == Mark)
        {
            throw new InputException(
                $"dataset csv: '{Decimal}' cannot be both `decimal` and `delimiter`; tables with decimal commas are usually parted by ';'."
            );
        }
    }
}
