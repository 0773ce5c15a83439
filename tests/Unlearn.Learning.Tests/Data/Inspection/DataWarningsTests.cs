using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Inspection;

public sealed class DataWarningsTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    [TestCase("x", "count", null)]
    [TestCase("x,age", "decimal,distinct", null)]
    [TestCase("n,x", "count,decimal", "'n' (row numbers)")]
    [TestCase("user_id,x", "distinct,decimal", "'user_id' (another number in every row)")]
    [TestCase("customerId", "distinct", "'customerId' (another number in every row)")]
    [TestCase("paid,x", "distinct,decimal", null)]
    [TestCase("x,c", "decimal,same", "'c' (one value)")]
    public void A_column_of_numbers_that_can_be_no_feature_is_named(string names, string kinds, string? expected)
    {
        string[] columns = kinds.Split(',');
        Note(
            $"{names},y\n{string.Concat(Enumerable.Range(1, 30).Select(row => $"{string.Join(',', columns.Select(kind => Cell(kind, row)))},{row % 2}\n"))}",
            new CsvFile { Path = "p.csv", Label = "y" },
            expected
        );
    }

    [Test]
    public void So_is_a_column_of_texts()
    {
        Note(
            $"x,name,same,job,y\n{string.Concat(Enumerable.Range(1, 30).Select(static row => $"{row * 0.5},n{row},a,j{row % 4},{row % 2}\n"))}",
            new CsvFile
            {
                Path = "p.csv",
                Label = "y",
                Numeric = ["x"],
                Categorical = ["name", "same", "job"],
            },
            "'name' (another text in every row), 'same' (one value)"
        );
    }

    [Test]
    public void Columns_that_pandas_named_after_writing_twice_are_no_features()
    {
        _scratch.Write("p.csv", ",Unnamed: 0.1,Unnamed: 0,x,y\n0,5,0,1.5,a\n1,4,1,2.5,b\n");

        Dataset dataset = new CsvFile { Path = "p.csv", Label = "y" }.Load(_scratch.Folders);

        Assert.That(dataset.FeatureNames, Is.EqualTo(["x"]));
        Assert.That(dataset.Notes.Single().Text, Does.Contain("'Unnamed: 0.1'"));
    }

    private void Note(string table, CsvFile file, string? expected)
    {
        _scratch.Write("p.csv", table);

        DataNote? note = DataWarnings
            .Of(file.Load(_scratch.Folders))
            .SingleOrDefault(static one => one.Name == "no-feature");

        Assert.That(note?.Text, expected is null ? Is.Null : Does.StartWith($"{expected}: columns among"));
    }

    private static string Cell(string kind, int row) =>
        kind switch
        {
            "count" => $"{row}",
            "distinct" => $"{40_000 + (row * 37)}",
            "same" => "7",
            _ => $"{row}.5",
        };
}
