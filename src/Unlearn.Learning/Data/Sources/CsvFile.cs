using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Data.Files;
using Unlearn.Learning.Data.Tables;
using Unlearn.Verification;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A table in delimited text, plain or gzip. Number columns are standardised on the training set alone, text columns become
/// one-hot.
/// </summary>
[Dataset("csv")]
public sealed record CsvFile : ITableSource, IGroupedSource
{
    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The column of the class. Without a header, columns are named "1", "2", ...</summary>
    public required string Label { get; init; }

    /// <summary>Number columns. Where neither these nor <see cref="Categorical"/> are given, every other column is one.</summary>
    [Columns(Holds = "number")]
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Text columns, one-hot in the features.</summary>
    [Columns(Holds = "text")]
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns that queries may name but models do not see.</summary>
    [Columns]
    public IReadOnlyList<string> QueryOnly { get; init; } = [];

    /// <summary>The column of the group (a user, a person); empty: no groups.</summary>
    [Columns(Holds = "text")]
    public string Group { get; init; } = "";

    /// <summary>Class names in label order; empty: the label column's values, sorted. Another label is then an error.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether the first row names the columns. Default true.</summary>
    public bool Header { get; init; } = true;

    /// <summary>The character between cells, or <c>tab</c>. Default a comma.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The character before decimals. Default a point; a comma in tables whose cells other characters part.</summary>
    [RegularExpression("[.,]")]
    public string Decimal { get; init; } = ".";

    /// <summary>How bytes stand for characters: utf-8, utf-16, windows-1252, shift_jis, ... Default utf-8. A byte that does not fit is an error.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What happens to missing cells. Default: they are an error.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Reject;

    /// <summary>Texts that mark a missing cell. Default: nothing, ?, NA and NaN.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "?", "NA", "NaN"];

    /// <summary>Whether number columns are brought to mean 0 and deviation 1 of the training set. Default true.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Only the first this many rows that are not left out; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <summary>SHA-256 that the file has to have, 64 hexadecimal digits; empty: not checked.</summary>
    public string Sha256 { get; init; } = "";

    /// <inheritdoc/>
    public DeclaredSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        char delimiter =
            Delimiter == "tab" ? '\t'
            : Delimiter.Length == 1 ? Delimiter[0]
            : throw new InputException($"dataset csv: delimiter '{Delimiter}'; one character or `tab` is right.");
        if (Decimal == Delimiter)
        {
            throw new InputException(
                $"dataset csv: '{Decimal}' cannot be both `decimal` and `delimiter`; tables with decimal commas are usually parted by ';'."
            );
        }

        var rows = new CsvRows(FileBytes.ReadContent(file, Sha256), file, delimiter, Header, encoding: Encoding);
        return TableLoader.Load(
            "csv",
            rows,
            new TableSchema
            {
                Label = Label,
                Group = Group,
                Part = Split.By,
                Numeric = Numeric,
                Categorical = Categorical,
                QueryOnly = QueryOnly,
                MissingTexts = MissingTexts,
                DecimalMark = Decimal[0],
                Missing = Missing,
                Classes = Classes,
                Standardise = Standardise,
                Limit = Limit,
            }
        );
    }
}
