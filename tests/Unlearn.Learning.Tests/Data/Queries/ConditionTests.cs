using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Learning.Tests.Data.Queries;

public sealed class ConditionTests
{
    // point:      0    1    2    3    4    5
    // age:       30   61  NaN   70   18   61
    // job:    clerk cook clerk cook  cook clerk
    // label:      0    1    0    1    0    1   ("no", "yes")
    [TestCase("age > 60", new[] { 1, 3, 5 })]
    [TestCase("age >= 61", new[] { 1, 3, 5 })]
    [TestCase("age < 30", new[] { 4 })]
    [TestCase("age <= 30", new[] { 0, 4 })]
    [TestCase("age = 61", new[] { 1, 5 })]
    [TestCase("age == 61", new[] { 1, 5 })]
    [TestCase("age != 61", new[] { 0, 3, 4 })]
    [TestCase("not age = 61", new[] { 0, 2, 3, 4 })]
    [TestCase("age in [18, 70, 7]", new[] { 3, 4 })]
    [TestCase("age not in [18, 70]", new[] { 0, 1, 2, 5 })]
    [TestCase("job = 'cook'", new[] { 1, 3, 4 })]
    [TestCase("job in [\"cook\"] and age > 60", new[] { 1, 3 })]
    [TestCase("label = 1", new[] { 1, 3, 5 })]
    [TestCase("label in [0]", new[] { 0, 2, 4 })]
    [TestCase("label = 'yes' and job != 'cook'", new[] { 5 })]
    [TestCase("label >= 1 or age < 20", new[] { 1, 3, 4, 5 })]
    [TestCase("age > 60 or job = 'clerk' and label = 0", new[] { 0, 1, 2, 3, 5 })]
    [TestCase("(age > 60 or job = 'clerk') and label = 0", new[] { 0, 2 })]
    [TestCase("not (age > 60 and label = 1)", new[] { 0, 2, 4 })]
    [TestCase("`hours per week` < 0.5", new[] { 0, 1 })]
    [TestCase("feature[0]>4e-1 and feature[ 0 ] < +0.9", new[] { 2, 3, 4 })]
    [TestCase("  age>-1 and age<19 ", new[] { 4 })]
    [TestCase("since >= '2020-01-01'", new[] { 1, 2, 5 })]
    [TestCase("since < '2020-01-31 08:30'", new[] { 0, 3, 4 })]
    [TestCase("since = '2019-12-31'", new[] { 0, 3, 4 })]
    public void A_condition_chooses_the_points_that_meet_it(string text, int[] expected)
    {
        bool[] meets = new Condition(text).Of(People());

        Assert.That(Enumerable.Range(0, 6).Where(point => meets[point]), Is.EqualTo(expected));
    }

    [TestCase("label = 1 or age > 3 and not label in [0, 1]", "class 1 of 2: 'yes' and class 0 of 2: 'no'")]
    [TestCase("label = 'yes' or age = 1", null)]
    public void Numbers_that_count_classes_are_said_by_name(string text, string? expected) =>
        Assert.That(new Condition(text).Describe(People()), Is.EqualTo(expected));

    [Test]
    public void A_long_condition_is_quoted_in_part()
    {
        string text = string.Join(" or ", Enumerable.Repeat("age = 17", 50_000)) + " or agee = 1";

        string message = Assert.Throws<InputException>(() => new Condition(text).Of(People()))!.Message;

        Assert.That(message, Does.Contain("no column 'agee'").And.Length.LessThan(500));
    }

    [TestCase("agee > 3", 1, "'people' has no column 'agee'. Did you mean 'age'?")]
    [TestCase("age > 'x'", 7, "age is compared with a number here, not with the text 'x'")]
    [TestCase("age in [1, 'x']", 12, "age is compared with a number here")]
    [TestCase("job = 3", 7, "job holds texts: write '3' in quotes")]
    [TestCase("job < 'x'", 1, "job holds texts, which have no order")]
    [TestCase("job < '2020-01-01'", 1, "job holds texts that are not all dates")]
    [TestCase("age < '2020-01-01'", 7, "age is compared with a number here")]
    [TestCase("label < 'yes'", 9, "label is compared with a number here")]
    [TestCase("job = 'cok'", 7, "no point of 'people' has job = 'cok'. Did you mean 'cook'?")]
    [TestCase("label = 2", 9, "the labels of 'people' are 0 to 1, not 2")]
    [TestCase("label = 0.5", 9, "the labels of 'people' are 0 to 1, not 0.5")]
    [TestCase("feature[7] > 1", 1, "a point of 'people' has the features 0 to 0")]
    [TestCase("age >", 6, "the condition ends where a number, or a text in quotes is expected")]
    [TestCase("age > 3 job", 9, "`and`, `or` or the end is expected, not job")]
    [TestCase("age", 4, "the condition ends where =, !=, <, <=, >, >= or `in` is expected")]
    [TestCase("age in 3", 8, "[ is expected, not 3")]
    [TestCase("age in []", 9, "a number, or a text in quotes is expected, not ]")]
    [TestCase("(age > 3", 9, "the condition ends where ) is expected")]
    [TestCase("and > 3", 1, "a column is expected, not and")]
    [TestCase("job = 'x", 7, "the quote ' has no end")]
    [TestCase("age ~ 3", 5, "the character ~ means nothing here")]
    [TestCase("age > 1.2.3", 7, "1.2.3 is no number")]
    [TestCase("age > 1and age < 3", 7, "1and is no number")]
    [TestCase("age > 1e999", 7, "1e999 is no number")]
    [TestCase("", 1, "the condition ends where a column is expected")]
    public void A_mistake_is_named_with_its_place(string text, int character, string words)
    {
        InputException? wrong = Assert.Throws<InputException>(() =>
            _ = (new Condition(text) { File = "mine.unlearn.yaml", Line = 12 }).Of(People())
        );

        Assert.That(wrong!.Message, Does.StartWith("mine.unlearn.yaml(12): " + words));
        Assert.That(wrong.Message, Does.EndWith($"character {character})"));
    }

    [Test]
    public void A_condition_that_is_nested_without_end_is_refused_and_not_a_crash() =>
        Assert.That(
            () => new Condition(new string('(', 100_000) + "age > 1").Of(People()),
            Throws.TypeOf<InputException>().With.Message.Contains("nested too deeply")
        );

    [Test]
    public void The_scenario_takes_training_points_and_compares_with_unseen_points_of_the_same_kind()
    {
        var split = new DataSplit([0, 1, 2, 3], [4], [5]);
        var scenario = new QueryScenario { Where = new Condition("age > 60") };

        Assert.That(scenario.Select(People(), split, new RandomKey(1)), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(scenario.NonMembers(People(), split), Is.EqualTo(new[] { 5 }));
        foreach (string text in (string[])["age > 100", "label in [0, 1]"])
        {
            Assert.That(
                () =>
                    new QueryScenario
                    {
                        Where = new Condition(text) { File = "m.yaml", Line = 3 },
                    }.Select(People(), split, new RandomKey(1)),
                Throws.TypeOf<InputException>().With.Message.StartsWith("m.yaml(3): Scenario 'query'")
            );
        }
    }

    [TestCase(" and ")]
    [TestCase(" or ")]
    [TestCase(" and age > 0 or ")]
    public void A_chain_of_any_length_is_no_deeper_than_a_short_one(string link)
    {
        string chain = string.Join(link, Enumerable.Repeat("age = 61", 100_000));

        Assert.That(new Condition(chain).Of(People()), Is.EqualTo(new Condition("age = 61").Of(People())));
    }

    [TestCase("adult")]
    [TestCase("bank-marketing")]
    public void Columns_that_the_manifest_compiler_knows_are_those_of_the_data(string name)
    {
        DataFolders folders = RealData.With(name);
        IDatasetSource source = name == "adult" ? new Adult { Limit = 500 } : new BankMarketing { Sample = true };
        Dataset data = source.Load(folders);
        var declared = (ColumnsAttribute)Attribute.GetCustomAttribute(source.GetType(), typeof(ColumnsAttribute))!;

        Assert.That(declared.Numbers.Concat(declared.Texts), Is.EquivalentTo(data.Columns.Keys));
        Assert.That(
            declared.Texts,
            Is.EquivalentTo(
                data.Columns.Where(static column => column.Value.HoldsTexts).Select(static column => column.Key)
            )
        );
    }

    private static Dataset People()
    {
        float[] features = [0, 0.2f, 0.5f, 0.6f, 0.8f, 1];
        int[] labels = [0, 1, 0, 1, 0, 1];
        ImmutableArray<string> classes = ["no", "yes"];
        return new Dataset
        {
            Name = "people",
            Features = features,
            FeatureShape = [1],
            Labels = labels,
            ClassNames = classes,
            Columns = new Dictionary<string, DataColumn>
            {
                ["age"] = DataColumn.OfNumbers([30, 61, double.NaN, 70, 18, 61]),
                ["job"] = DataColumn.OfTexts(["clerk", "cook"], [0, 1, 0, 1, 1, 0]),
                ["hours per week"] = DataColumn.OfNumbers([0, 0.25, 0.5, 0.75, 1, 1]),
                ["since"] = DataColumn.OfTexts(["2019-12-31", "2020-01-31T08:30:00"], [0, 1, 1, 0, 0, 1]),
            }.ToImmutableDictionary(),
            Digest = DatasetDigest.Compute(features, [1], labels, classes),
        };
    }
}
