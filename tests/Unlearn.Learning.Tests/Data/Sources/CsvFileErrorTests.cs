using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class CsvFileErrorTests : CsvFileFixture
{
    [Test]
    public void A_missing_cell_is_an_error_with_file_and_line_by_default()
    {
        string path = Scratch.Write("people.csv", People);

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
        string path = Scratch.Write("people.csv", People + "\n60;cook;u3\n");

        Expect.Error(() => Load(Csv()), $"{path}(7): ", "3 cells", "4");
    }

    [Test]
    public void A_line_is_counted_right_behind_a_quoted_line_break()
    {
        string path = Scratch.Write("people.csv", "age;job;user;y\n1;\"a\nb\";u;no\nx;c;u;no\n");

        Expect.Error(() => Load(Csv()), $"{path}(4): ", "'x' in column 'age' is not a finite number");
    }

    [TestCase("abc")]
    [TestCase("1e99")]
    [TestCase("Infinity")]
    [TestCase("1,5")]
    [TestCase("0x10")]
    public void A_cell_that_is_no_finite_number_is_an_error(string cell)
    {
        string path = Scratch.Write("people.csv", $"age;job;user;y\n{cell};cook;u1;no\n");

        Expect.Error(() => Load(Csv()), $"{path}(2): ", $"'{cell}' in column 'age'");
    }

    [Test]
    public void An_unknown_column_is_an_error_with_the_nearest_name()
    {
        Scratch.Write("people.csv", People);

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
        Scratch.Write("people.csv", People);

        Expect.Error(() => Load(Csv() with { Categorical = ["job", "age"] }), "'age' is declared twice");
    }

    [Test]
    public void A_column_name_that_stands_twice_is_an_error()
    {
        Scratch.Write("people.csv", "a,b,a\n1,2,3\n");

        Expect.Error(() => Load(Csv() with { Delimiter = "," }), "two columns are named 'a'");
    }

    [Test]
    public void A_label_that_is_none_of_the_declared_classes_is_an_error_with_its_line()
    {
        string path = Scratch.Write("people.csv", People);

        Expect.Error(() => Load(Csv() with { Classes = ["yes", "maybe"] }), $"{path}(3): ", "the label 'no'");
    }

    [TestCase("", "the file is empty")]
    [TestCase("\n\n", "the file is empty")]
    [TestCase("age;job;user;y\n", "no rows of data")]
    public void A_file_without_rows_is_an_error(string content, string expected)
    {
        Scratch.Write("people.csv", content);

        Expect.Error(() => Load(Csv()), "people.csv", expected);
    }

    [Test]
    public void A_row_without_end_is_an_error_in_words()
    {
        Scratch.Write("people.csv", $"age;job;user;y\n\"{new string('a', 40_000_000)}");

        Expect.Error(() => Load(Csv()), "people.csv");
    }

    [Test]
    public void A_missing_file_a_folder_and_a_bad_delimiter_are_errors()
    {
        Expect.Error(() => Load(Csv()), Path.Combine(Scratch.Folder, "people.csv"), "does not exist");
        Directory.CreateDirectory(Path.Combine(Scratch.Folder, "people.csv"));
        Expect.Error(() => Load(Csv()), "is a folder, not a file");
        Expect.Error(() => Load(Csv() with { Delimiter = ";;" }), "delimiter ';;'", "tab");
    }

    [Test]
    public void A_wrong_checksum_is_an_error_and_the_right_one_is_none()
    {
        Scratch.Write("people.csv", "y,x\na,1\nb,2\n");
        var csv = new CsvFile { Path = "people.csv", Label = "y" };

        Expect.Error(() => Load(csv with { Sha256 = new string('0', 64) }), "wrong checksum");
        Assert.That(
            Load(csv with { Sha256 = "2b64bf914dd0530c547e0478c1bb0aed2c73d4066db3058adcbb701813486695" }).Count,
            Is.EqualTo(2)
        );
    }
}
