using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class CsvFileTests
{
    private const string People = """
        age;job;user;"y"
        30;cook;u2;yes
        40;"smith; old";u1;no
        ?;cook;u2;no

        50;clerk;u10;yes
        """;

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    private static CsvFile Csv(string path = "people.csv") =>
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

    private Dataset Load(CsvFile csv) => csv.Load(_scratch.Folders);

    [Test]
    public void Numbers_texts_groups_and_labels_are_encoded()
    {
        _scratch.Write("people.csv", People);

        Dataset people = Load(Csv());

        Expect.Consistent(people);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.FeatureNames, Is.EqualTo(["age", "job=clerk", "job=cook", "job=smith; old"]));
            Assert.That(
                people.Features,
                Is.EqualTo([30f, 0f, 1f, 0f, 40f, 0f, 0f, 1f, float.NaN, 0f, 1f, 0f, 50f, 1f, 0f, 0f])
            );
            Assert.That(people.Unscaled, Is.EqualTo([0]));
            Assert.That(people.ClassNames, Is.EqualTo(["no", "yes"]));
            Assert.That(people.Labels, Is.EqualTo([1, 0, 0, 1]));
            Assert.That(people.GroupNames, Is.EqualTo(["u1", "u10", "u2"]));
            Assert.That(people.Groups, Is.EqualTo([2, 0, 2, 1]));
            Assert.That(people.Columns["age"], Is.EqualTo([30f, 40f, float.NaN, 50f]));
            Assert.That(people.Columns["job"], Is.EqualTo([1f, 2f, 1f, 0f]));
            Assert.That(people.ColumnValues["job"], Is.EqualTo(["clerk", "cook", "smith; old"]));
        }
    }

    [Test]
    public void Rows_in_another_order_give_the_same_features_for_each_row()
    {
        _scratch.Write("people.csv", People);
        string[] lines = People.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _scratch.Write("turned.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())));

        Dataset people = Load(Csv());
        Dataset turned = Load(Csv("turned.csv"));

        Assert.That(turned.Features[..4], Is.EqualTo(people.Features[12..]));
    }

    [Test]
    public void Preparing_fills_and_standardises_the_numbers()
    {
        _scratch.Write("people.csv", People);

        Dataset prepared = Load(Csv()).PreparedOn([0, 1, 2, 3]);

        // Mean 40, squares 100 + 0 + 0 (filled) + 100 over four points.
        Assert.That(
            new[] { prepared.Features[0], prepared.Features[4], prepared.Features[8], prepared.Features[12] },
            Is.EqualTo([-(float)Math.Sqrt(2), 0f, 0f, (float)Math.Sqrt(2)])
        );
        Assert.That(prepared.Columns["age"][0], Is.EqualTo(30f), "queries see raw values");
    }

    [Test]
    public void Gzip_and_plain_text_give_one_digest()
    {
        _scratch.Write("people.csv", People);
        _scratch.Write("people.csv.gz", Scratch.Gzip(People));

        Assert.That(Load(Csv("people.csv.gz")).Digest, Is.EqualTo(Load(Csv()).Digest));
    }

    [Test]
    public void Undeclared_columns_are_numbers_where_nothing_is_declared()
    {
        _scratch.Write("plain.csv", "3, 0.5 ,-1e2\n1,2,4\n");

        Dataset plain = Load(
            new CsvFile
            {
                Path = "plain.csv",
                Label = "1",
                Header = false,
                Standardise = false,
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Features, Is.EqualTo([0.5f, -100f, 2f, 4f]));
            Assert.That(plain.ClassNames, Is.EqualTo(["1", "3"]));
            Assert.That(plain.Labels, Is.EqualTo([1, 0]));
            Assert.That(plain.Unscaled, Is.Empty);
        }
    }

    [Test]
    public void Labels_that_are_numbers_are_sorted_as_numbers()
    {
        _scratch.Write("ten.csv", "y,x\n10,1\n9,1\n2,1\n");

        Assert.That(Load(new CsvFile { Path = "ten.csv", Label = "y" }).ClassNames, Is.EqualTo(["2", "9", "10"]));
    }

    [Test]
    public void Query_only_columns_are_no_features()
    {
        _scratch.Write("people.csv", People);

        Dataset people = Load(Csv() with { Categorical = [], Group = "", QueryOnly = ["job", "user"] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.FeatureNames, Is.EqualTo(["age"]));
            Assert.That(people.Columns.Keys, Is.EquivalentTo(["age", "job", "user"]));
        }
    }

    [Test]
    public void Dropping_leaves_out_rows_with_missing_cells()
    {
        _scratch.Write("people.csv", People);

        Dataset people = Load(Csv() with { Missing = MissingValues.Drop });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.Columns["age"], Is.EqualTo([30f, 40f, 50f]));
            Assert.That(people.Labels, Is.EqualTo([1, 0, 1]));
        }
    }

    [Test]
    public void A_wrong_cell_in_a_row_that_is_left_out_does_not_count()
    {
        _scratch.Write("people.csv", "age;job;user;y\nold;?;u1;no\n30;cook;u1;no\n");

        Assert.That(Load(Csv() with { Missing = MissingValues.Drop }).Count, Is.EqualTo(1));
        Expect.Error(() => Load(Csv()), "people.csv(2): ", "'old' in column 'age'");
    }

    [TestCase("30;cook;?;no", "column 'user' is missing")]
    [TestCase("30;cook;u1;?", "column 'y' is missing")]
    public void Labels_and_groups_are_never_filled(string row, string expected)
    {
        _scratch.Write("people.csv", $"age;job;user;y\n{row}\n");

        Expect.Error(() => Load(Csv()), "people.csv(2): ", expected);
    }

    [Test]
    public void Declared_classes_fix_the_label_order()
    {
        _scratch.Write("people.csv", People);

        Dataset people = Load(Csv() with { Classes = ["yes", "no", "maybe"] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.Labels, Is.EqualTo([0, 1, 1, 0]));
            Assert.That(people.ClassCount, Is.EqualTo(3));
        }
    }

    [Test]
    public void A_missing_cell_is_an_error_with_file_and_line_by_default()
    {
        string path = _scratch.Write("people.csv", People);

        Expect.Error(
            () => Load(Csv() with { Missing = MissingValues.Reject }),
            $"{path}(4): ",
            "column 'age' is missing",
            "missing: drop"
        );
    }

    [Test]
    public void A_row_of_another_length_is_an_error_with_file_and_line()
    {
        string path = _scratch.Write("people.csv", People + "\n60;cook;u3\n");

        Expect.Error(() => Load(Csv()), $"{path}(7): ", "3 cells", "4");
    }

    [Test]
    public void A_line_is_counted_right_behind_a_quoted_line_break()
    {
        string path = _scratch.Write("people.csv", "age;job;user;y\n1;\"a\nb\";u;no\nx;c;u;no\n");

        Expect.Error(() => Load(Csv()), $"{path}(4): ", "'x' in column 'age' is not a finite number");
    }

    [TestCase("abc")]
    [TestCase("1e99")]
    [TestCase("Infinity")]
    [TestCase("1,5")]
    [TestCase("0x10")]
    public void A_cell_that_is_no_finite_number_is_an_error(string cell)
    {
        string path = _scratch.Write("people.csv", $"age;job;user;y\n{cell};cook;u1;no\n");

        Expect.Error(() => Load(Csv()), $"{path}(2): ", $"'{cell}' in column 'age'");
    }

    [Test]
    public void An_unknown_column_is_an_error_with_the_nearest_name()
    {
        _scratch.Write("people.csv", People);

        Expect.Error(
            () => Load(Csv() with { Numeric = ["aeg"] }),
            "no column is named 'aeg' (option `numeric`)",
            "Did you mean 'age'?"
        );
        Expect.Error(() => Load(Csv() with { Label = "outcome" }), "(option `label`)", "age, job, user, y");
    }

    [Test]
    public void A_column_with_two_uses_is_an_error()
    {
        _scratch.Write("people.csv", People);

        Expect.Error(() => Load(Csv() with { Categorical = ["job", "age"] }), "'age' is declared twice");
    }

    [Test]
    public void A_column_name_that_stands_twice_is_an_error()
    {
        _scratch.Write("people.csv", "a,b,a\n1,2,3\n");

        Expect.Error(() => Load(Csv() with { Delimiter = "," }), "two columns are named 'a'");
    }

    [Test]
    public void A_label_that_is_none_of_the_declared_classes_is_an_error_with_its_line()
    {
        string path = _scratch.Write("people.csv", People);

        Expect.Error(() => Load(Csv() with { Classes = ["yes", "maybe"] }), $"{path}(3): ", "the label 'no'");
    }

    [TestCase("", "the file is empty")]
    [TestCase("\n\n", "the file is empty")]
    [TestCase("age;job;user;y\n", "no rows of data")]
    public void A_file_without_rows_is_an_error(string content, string expected)
    {
        _scratch.Write("people.csv", content);

        Expect.Error(() => Load(Csv()), "people.csv", expected);
    }

    [Test]
    public void A_missing_file_a_folder_and_a_bad_delimiter_are_errors()
    {
        Expect.Error(() => Load(Csv()), Path.Combine(_scratch.Folder, "people.csv"), "does not exist");
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "people.csv"));
        Expect.Error(() => Load(Csv()), "is a folder, not a file");
        Expect.Error(() => Load(Csv() with { Delimiter = ";;" }), "delimiter ';;'", "tab");
    }

    [Test]
    public void A_wrong_checksum_is_an_error_and_the_right_one_is_none()
    {
        _scratch.Write("people.csv", "y,x\na,1\nb,2\n");
        var csv = new CsvFile { Path = "people.csv", Label = "y" };

        Expect.Error(() => Load(csv with { Sha256 = new string('0', 64) }), "wrong checksum");
        Assert.That(
            Load(csv with { Sha256 = "2b64bf914dd0530c547e0478c1bb0aed2c73d4066db3058adcbb701813486695" }).Count,
            Is.EqualTo(2)
        );
    }
}
