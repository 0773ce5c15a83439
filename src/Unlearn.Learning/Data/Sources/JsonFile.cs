using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A table as JSON records, plain or gzip: a list of objects, one object a line, or a frame as pandas writes it. Columns are keys. Number
/// columns are standardised on the training set alone, text columns become one-hot; null and a key that a record lacks are missing.
/// </summary>
[Dataset("json")]
public sealed record JsonFile : TableFile
{
    /// <summary>Texts that mark a missing cell; null is an empty text. Default: nothing and NaN.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NaN"];

    private protected override string Name => "json";

    private protected override ITableRows Open(byte[] content, string file) => JsonRows.Open(content, file);

    private protected override TableSchema Describe(TableSchema schema) => schema with { MissingTexts = MissingTexts };
}
