using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class CsvFileTests : CsvFileFixture
{
    [Test]
    public void Numbers_texts_groups_and_labels_are_encoded()
    {
        Scratch.Write("people.csv", People);

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
        Scratch.Write("people.csv", People);
        string[] lines = People.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Scratch.Write("turned.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())));

        Dataset people = Load(Csv());
        Dataset turned = Load(Csv("turned.csv"));

        Assert.That(turned.Features[..4], Is.EqualTo(people.Features[12..]));
    }

    [Test]
    public void Preparing_fills_and_standardises_the_numbers()
    {
        Scratch.Write("people.csv", People);

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
        Scratch.Write("people.csv", People);
        Scratch.Write("people.csv.gz", Scratch.Gzip(People));

        Assert.That(Load(Csv("people.csv.gz")).Digest, Is.EqualTo(Load(Csv()).Digest));
    }

    [Test]
    public void Undeclared_columns_are_numbers_where_nothing_is_declared()
    {
        Scratch.Write("plain.csv", "3, 0.5 ,-1e2\n1,2,4\n");

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
        Scratch.Write("ten.csv", "y,x\n10,1\n9,1\n2,1\n");

        Assert.That(Load(new CsvFile { Path = "ten.csv", Label = "y" }).ClassNames, Is.EqualTo(["2", "9", "10"]));
    }

    [Test]
    public void Query_only_columns_are_no_features()
    {
        Scratch.Write("people.csv", People);

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
        Scratch.Write("people.csv", People);

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
        Scratch.Write("people.csv", "age;job;user;y\nold;?;u1;no\n30;cook;u1;no\n");

        Assert.That(Load(Csv() with { Missing = MissingValues.Drop }).Count, Is.EqualTo(1));
        Expect.Error(() => Load(Csv()), "people.csv(2): ", "'old' in column 'age'");
    }

    [TestCase("30;cook;?;no", "column 'user' is missing")]
    [TestCase("30;cook;u1;?", "column 'y' is missing")]
    public void Labels_and_groups_are_never_filled(string row, string expected)
    {
        Scratch.Write("people.csv", $"age;job;user;y\n{row}\n");

        Expect.Error(() => Load(Csv()), "people.csv(2): ", expected);
    }

    [Test]
    public void Declared_classes_fix_the_label_order()
    {
        Scratch.Write("people.csv", People);

        Dataset people = Load(Csv() with { Classes = ["yes", "no", "maybe"] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.Labels, Is.EqualTo([0, 1, 1, 0]));
            Assert.That(people.ClassCount, Is.EqualTo(3));
        }
    }
}
