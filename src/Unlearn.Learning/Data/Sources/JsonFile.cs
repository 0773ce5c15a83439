using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Data.Files;
using Unlearn.Learning.Data.Tables;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A table as JSON records, plain or gzip: a list of objects, one object a line, or a frame as pandas writes it. Number columns are
/// standardised on the training set alone, text columns become one-hot; null and a key that a record lacks are missing.
/// </summary>
[Dataset("json")]
public sealed record JsonFile : ITableSource, IGroupedSource
{
    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The key of the class.</summary>
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

    /// <summary>The key of the group (a user, a person); empty: no groups.</summary>
    [Columns(Holds = "text")]
    public string Group { get; init; } = "";

    /// <summary>Class names in label order; empty: the labels that occur, sorted. Another label is then an error.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What happens to missing cells. Default: they are an error.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Reject;

    /// <summary>Texts that mark a missing cell; null is an empty text. Default: nothing and NaN.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NaN"];

    /// <summary>Whether number columns are brought to mean 0 and deviation 1 of the training set. Default true.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Only the first this many rows that are not left out; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <summary>SHA-256 that the file has to have, 64 hexadecimal digits; empty: not checked.</summary>
    public string Sha256 { get; init; } = "";

    /// <inheritdoc cref="IDatasetSource.Split"/>
    public DeclaredSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        return TableLoader.Load(
            "json",
            JsonRows.Open(FileBytes.ReadContent(file, Sha256), file),
            new TableSchema
            {
                Label = Label,
                Group = Group,
                Part = Split.By,
                Numeric = Numeric,
                Categorical = Categorical,
                QueryOnly = QueryOnly,
                MissingTexts = MissingTexts,
                Missing = Missing,
                Classes = Classes,
                Standardise = Standardise,
                Limit = Limit,
            }
        );
    }
}
