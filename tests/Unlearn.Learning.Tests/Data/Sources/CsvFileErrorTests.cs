using System.Text;
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
    public void Row_names_of_r_are_told_by_the_first_row_being_shorter()
    {
        string path = Scratch.Write("people.csv", "age;job;user;y\n1;30;cook;u1;no\n2;40;cook;u1;no\n");

        Expect.Error(() => Load(Csv()), $"{path}(2): ", "5 cells, 4 are right", "col.names = NA");
    }

    [Test]
    public void A_long_cell_is_quoted_in_part()
    {
        Scratch.Write("people.csv", $"age;job;user;y\n{new string('x', 10_000)};cook;u1;no\n");

        Assert.That(Expect.Error(() => Load(Csv()), "... (10000 characters)'").Message, Has.Length.LessThan(500));
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
    [TestCase("1\0")]
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

    [TestCase("1;a;u;no\n2;\"b;u;no\n3;c;u;no\n", 3, "has no end")]
    [TestCase("1;a;u;no\n2;\"b;u;no\n3;\"c;u;no\n", 3, "ends on line 4 before the character c")]
    [TestCase("1;a;u;no\n2;5\" disk;u;no\n3;6\" disk;u;no\n", 3, "a quote stands within a cell")]
    [TestCase("\"1\";\"a\nb\";u;no\n2; \"b\" c;u;no\n", 4, "before the character c")]
    public void A_quote_that_would_swallow_other_cells_is_an_error_with_its_line(string rows, int line, string expected)
    {
        string path = Scratch.Write("people.csv", "age;job;user;y\n" + rows);

        Expect.Error(() => Load(Csv()), $"{path}({line}): ", expected);
    }

    [Test]
    public void A_byte_that_does_not_fit_the_encoding_is_an_error_with_line_and_column()
    {
        string path = Scratch.Write("people.csv", Encoding.Latin1.GetBytes("age;job;user;y\n1;ä;u;no\n2;Käse;u;no\n"));

        Expect.Error(() => Load(Csv()), $"{path}(2): column 3: the byte e4 is no UTF-8", "`encoding: windows-1252`");
        Expect.Error(
            () => Load(Csv() with { Encoding = "utf8mb4" }),
            "there is no encoding 'utf8mb4'",
            "windows-1252, iso-8859-1"
        );
        Assert.That(Load(Csv() with { Encoding = "windows-1252" }).Columns["job"].Texts, Is.EqualTo(["Käse", "ä"]));
    }

    [TestCase("age\tjob\tuser\ty\n1\tc\tu\tno\n", "`delimiter: tab`")]
    [TestCase("age,job,user,y\n1,c,u,no\n", "`delimiter: ','`")]
    [TestCase("age|job|user|y\n1|c|u|no\n", "`delimiter: '|'`")]
    public void Another_delimiter_is_proposed(string content, string expected)
    {
        Scratch.Write("people.csv", content);

        Expect.Error(() => Load(Csv()), "no column is named 'y'", expected);
        Expect.Error(() => Load(Csv() with { Header = false, Label = "3" }), "no column is named '3'", expected);
    }

    [TestCase("null")]
    [TestCase("n/a")]
    [TestCase("None")]
    public void A_usual_mark_of_a_missing_cell_is_proposed_as_one(string mark)
    {
        Scratch.Write("people.csv", $"age;job;user;y\n{mark};cook;u1;no\n");

        Expect.Error(() => Load(Csv()), "`missingTexts: [", $"\"{mark}\"]`");
    }

    [Test]
    public void A_decimal_comma_is_proposed_and_read()
    {
        Scratch.Write("people.csv", "age;job;user;y\n1,5;cook;u1;no\n-2;cook;u1;yes\n3,25e1;cook;u1;no\n");

        Expect.Error(() => Load(Csv()), "`decimal: ','`");
        Assert.That(Load(Csv() with { Decimal = "," }).Columns["age"].Values, Is.EqualTo([1.5, -2.0, 32.5]));
        Expect.Error(() => Load(Csv() with { Decimal = ",", Delimiter = "," }), "cannot be both");
        Scratch.Write("people.csv", "age;job;user;y\n1.500,5;cook;u1;no\n");
        Expect.Error(() => Load(Csv() with { Decimal = "," }), "'1.500,5' in column 'age'");
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
