using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;
using Unlearn.Verification.Randomness;

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
            Assert.That(people.Columns["age"].Values, Is.EqualTo([30.0, 40.0, double.NaN, 50.0]));
            Assert.That(people.Columns["job"].Values, Is.EqualTo([1.0, 2.0, 1.0, 0.0]));
            Assert.That(people.Columns["job"].Texts, Is.EqualTo(["clerk", "cook", "smith; old"]));
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
        Assert.That(prepared.Columns["age"].Values[0], Is.EqualTo(30.0), "queries see raw values");
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
            Assert.That(people.Columns["age"].Values, Is.EqualTo([30.0, 40.0, 50.0]));
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

    [Test]
    public void Whole_numbers_keep_their_value_in_conditions_groups_and_classes()
    {
        // 2^24 + 1 does not fit float32, 2^53 + 1 does not fit float64.
        Scratch.Write(
            "ids.csv",
            "x,id,big,y\n1,16777216,9007199254740992,16777216\n2,16777217,9007199254740993,16777217\n3,16777218,9007199254740994,16777216\n"
        );
        var csv = new CsvFile
        {
            Path = "ids.csv",
            Label = "y",
            Numeric = ["x", "id"],
            QueryOnly = ["big"],
        };

        Dataset ids = Load(csv);
        Dataset users = Load(csv with { Group = "big", QueryOnly = [] });

        Assert.That(ids.Labels, Is.EqualTo([0, 1, 0]));
        Assert.That(users.Groups, Is.EqualTo([0, 1, 2]));
        foreach (
            (string text, bool[] expected) in ((string, bool[])[])
                [
                    ("id = 16777217", [false, true, false]),
                    ("id > 16777216", [false, true, true]),
                    ("big = 9007199254740993", [false, true, false]),
                    ("big != 9007199254740993", [true, false, true]),
                    ("big <= 9007199254740992", [true, false, false]),
                    ("big in [9007199254740992, 9007199254740994]", [true, false, true]),
                    ("label = 16777217", [false, true, false]),
                ]
        )
        {
            Assert.That(new Condition(text).Of(ids), Is.EqualTo(expected), text);
        }
    }

    [Test]
    public void Truth_values_are_numbers_however_they_are_written()
    {
        Scratch.Write("flags.csv", "a,b,y\nTRUE,true,1\nfalse,False,0\n");

        Dataset flags = Load(
            new CsvFile
            {
                Path = "flags.csv",
                Label = "y",
                Numeric = ["a"],
                QueryOnly = ["b"],
            }
        );

        Assert.That(flags.Features, Is.EqualTo([1f, 0f]));
        Assert.That(new Condition("b = 'true' and a = 1").Of(flags), Is.EqualTo([true, false]));
    }

    [Test]
    public void The_row_numbers_of_pandas_are_no_feature_unless_they_are_declared()
    {
        Scratch.Write("frame.csv", ",x,y,x\n0,5,a,7\n1,6,b,8\n");
        var csv = new CsvFile { Path = "frame.csv", Label = "y" };

        Dataset frame = Load(csv);

        Assert.That(frame.FeatureNames, Is.EqualTo(["x", "x.1"]));
        Assert.That(frame.Notes.Single().Name, Is.EqualTo("row-numbers"));
        Assert.That(Load(csv with { Numeric = ["Unnamed: 0"] }).Features, Is.EqualTo([0f, 1f]));
    }

    [Test]
    public void A_column_can_say_which_set_a_row_is_of()
    {
        Scratch.Write("parts.csv", "x,part,y\n1,test,a\n2,Train,b\n3,train,a\n4,validation,a\n");
        var csv = new CsvFile
        {
            Path = "parts.csv",
            Label = "y",
            Split = new DeclaredSplit { By = "part" },
        };

        DataSplit split = csv.Split.Apply(Load(csv), new RandomKey(1));

        Assert.That(split.Train, Is.EqualTo([1, 2]));
        Assert.That(split.Test, Is.EqualTo([0]));
        Assert.That(split.Population, Is.EqualTo([3]));
        Assert.That(Load(csv).FeatureNames, Is.EqualTo(["x"]));
        Expect.Error(
            () => (csv.Split with { Train = 0.5 }).Apply(Load(csv), new RandomKey(1)),
            "train, test and population do not go with it"
        );
        Scratch.Write("parts.csv", "x,part,y\n1,test,a\n2,late,b\n");
        Expect.Error(() => Load(csv), "parts.csv(3): ", "'late' in column 'part' names no part");
    }
}
