using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 32,561 people of the 1994 census; the class is an income above 50,000 dollars a year (Becker and Kohavi 1996, training part).
/// Number columns are standardised on the training set, text columns one-hot; missing values read "?".
/// </summary>
[Dataset("adult")]
[Columns(
    Numbers = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"],
    Texts = ["workclass", "education", "marital-status", "occupation", "relationship", "race", "sex", "native-country"]
)]
public sealed record Adult : ITableSource
{
    private static readonly string[] Names =
    [
        "age",
        "workclass",
        "fnlwgt",
        "education",
        "education-num",
        "marital-status",
        "occupation",
        "relationship",
        "race",
        "sex",
        "capital-gain",
        "capital-loss",
        "hours-per-week",
        "native-country",
        "income-per-year",
    ];

    private static readonly TableSchema Schema = new()
    {
        Label = "income-per-year",
        Classes = ["<=50K", ">50K"],
        Numeric = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"],
        Categorical =
        [
            "workclass",
            "education",
            "marital-status",
            "occupation",
            "relationship",
            "race",
            "sex",
            "native-country",
        ],
        MissingTexts = ["?"],
    };

    /// <summary><c>adult.data</c>, <c>adult.csv</c>, <c>adult.csv.gz</c> or their folder; empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>What happens to rows with "?". Default: "?" is a category of its own.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Fill;

    /// <summary>Only the first this many rows that are not left out; 0: all (default).</summary>
    [Range(0, 32561)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        NamedDataset dataset = DatasetCatalog.Adult;
        NamedContent content = NamedFiles.Require(dataset, dataset.Files[0], folders, Path);

        // The publisher's file has no header, the others have.
        bool header = content.Form.Name != dataset.Files[0].Name;
        var rows = new CsvRows(content.Bytes, content.Path, header: header, names: Names);
        return TableLoader.Load(dataset.Name, rows, Schema with { Missing = Missing, Limit = Limit });
    }
}
