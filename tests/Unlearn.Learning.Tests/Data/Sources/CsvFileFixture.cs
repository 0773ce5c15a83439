using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

/// <summary>A small table in a scratch folder, and how it is declared.</summary>
public abstract class CsvFileFixture
{
    protected const string People = """
        age;job;user;"y"
        30;cook;u2;yes
        40;"smith; old";u1;no
        ?;cook;u2;no

        50;clerk;u10;yes
        """;

    private protected Scratch Scratch { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => Scratch.Dispose();

    protected static CsvFile Csv(string path = "people.csv") =>
        new()
        {
            Path = path,
            Label = "y",
            Delimiter = ";",
            Numeric = ["age"],
            Categorical = ["job"],
            Group = "user",
            Missing = MissingValues.Fill,
        };

    protected Dataset Load(CsvFile csv) => csv.Load(Scratch.Folders);
}
