using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// A table in a file: what its columns mean, whatever the format. Number columns are standardised on the training set alone, text columns
/// become one-hot.
/// </summary>
public abstract record TableFile : ITableSource, IGroupedSource
{
    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The column of the class.</summary>
    public required string Label { get; init; }

    /// <summary>Number columns. Where neither these nor <see cref="Categorical"/> are given, every other column is one.</summary>
    [Columns(Holds = ColumnsAttribute.Number)]
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Text columns, one-hot in the features.</summary>
    [Columns(Holds = ColumnsAttribute.Text)]
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns that queries may name but models do not see.</summary>
    [Columns]
    public IReadOnlyList<string> QueryOnly { get; init; } = [];

    /// <summary>The column of the group (a user, a person); empty: no groups.</summary>
    [Columns]
    public string Group { get; init; } = "";

    /// <summary>Class names in label order; empty: the label column's values, sorted. Another label is then an error.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What happens to missing cells. Default: they are an error.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Reject;

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
        CheckOptions();
        string file = folders.Resolve(Path);
        return TableLoader.Load(Name, Open(FileBytes.ReadContent(file, Sha256), file), Describe(Schema));
    }

    /// <summary>The format's name in manifests.</summary>
    private protected abstract string Name { get; }

    /// <summary>The rows of the file.</summary>
    private protected abstract ITableRows Open(byte[] content, string file);

    /// <summary>What the format alone says of cells.</summary>
    private protected abstract TableSchema Describe(TableSchema schema);

    /// <summary>Refuses options that contradict each other, before the file is read.</summary>
    private protected virtual void CheckOptions() { }

    private TableSchema Schema =>
        new()
        {
            Label = Label,
            Group = Group,
            Part = Split.By,
            Numeric = Numeric,
            Categorical = Categorical,
            QueryOnly = QueryOnly,
            Missing = Missing,
            Classes = Classes,
            Standardise = Standardise,
            Limit = Limit,
        };
}
