using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// 41,188 calls of a Portuguese bank's campaign; the class is whether the client subscribed (Moro, Cortez, Rita 2014). Number columns
/// are standardised on the training set, text columns one-hot; missing values read "unknown" and <c>pdays</c> 999 means never
/// contacted before.
/// </summary>
[Dataset("bank-marketing")]
[Columns(
    Numbers = [
        "age",
        "campaign",
        "pdays",
        "previous",
        "emp.var.rate",
        "cons.price.idx",
        "cons.conf.idx",
        "euribor3m",
        "nr.employed",
        "duration",
    ],
    Texts = ["job", "marital", "education", "default", "housing", "loan", "contact", "month", "day_of_week", "poutcome"]
)]
public sealed record BankMarketing : ITableSource
{
    private static readonly TableSchema Schema = new()
    {
        Label = "y",
        Classes = ["no", "yes"],
        Numeric =
        [
            "age",
            "campaign",
            "pdays",
            "previous",
            "emp.var.rate",
            "cons.price.idx",
            "cons.conf.idx",
            "euribor3m",
            "nr.employed",
        ],
        Categorical =
        [
            "job",
            "marital",
            "education",
            "default",
            "housing",
            "loan",
            "contact",
            "month",
            "day_of_week",
            "poutcome",
        ],
        MissingTexts = ["unknown"],
    };

    /// <summary>The archive <c>bank-additional.zip</c> or its folder; empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the publisher's sample of 4,119 calls is read instead of all. Default false.</summary>
    public bool Sample { get; init; }

    /// <summary>
    /// Whether the call's duration is a feature. Default false: it is known only after the call, when the answer is known too. Queries may
    /// name it either way.
    /// </summary>
    public bool Duration { get; init; }

    /// <summary>What happens to rows with "unknown". Default: "unknown" is a category of its own.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Fill;

    /// <summary>Only the first this many rows that are not left out; 0: all (default).</summary>
    [Range(0, 41188)]
    public int Limit { get; init; }

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        NamedDataset dataset = DatasetCatalog.BankMarketing;
        NamedContent archive = NamedFiles.Require(dataset, dataset.Files[0], folders, Path);
        string name = Sample ? "bank-additional/bank-additional.csv" : "bank-additional/bank-additional-full.csv";
        Dictionary<string, byte[]> files = ArchiveBytes.Zip(archive.Bytes, archive.Path, entry => entry == name);
        if (!files.TryGetValue(name, out byte[]? content))
        {
            throw new InputException($"the archive does not hold {name}.", archive.Path);
        }

        TableSchema schema = Schema with { Missing = Missing, Limit = Limit };
        return TableLoader.Load(
            dataset.Name,
            new CsvRows(content, $"{archive.Path}/{name}", ';'),
            Duration
                ? schema with
                {
                    Numeric = [.. schema.Numeric, "duration"],
                }
                : schema with
                {
                    QueryOnly = ["duration"],
                }
        );
    }
}
