using System.Text;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class JsonFileTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    private static JsonFile People =>
        new()
        {
            Path = "people.json",
            Label = "y",
            Numeric = ["age", "active"],
            Categorical = ["job"],
            Group = "user",
        };

    [TestCase(
        """[{"age":30,"active":true,"job":"cook","user":9007199254740993,"y":"no"},{"user":9007199254740992,"age":4.5e1,"active":false,"job":"clerk","y":"yes","more":[1]}]"""
    )]
    [TestCase(
        """
            {"age":30,"active":true,"job":"cook","user":9007199254740993,"y":"no"}

            {"user":9007199254740992,"age":45,"active":false,"job":"clerk","y":"yes"}
            """
    )]
    [TestCase(
        """{"age":{"0":30,"1":45},"active":{"0":true,"1":false},"job":{"0":"cook","1":"clerk"},"user":{"0":9007199254740993,"1":9007199254740992},"y":{"0":"no","1":"yes"}}"""
    )]
    [TestCase(
        """{"columns":["age","active","job","user","y"],"index":[0,1],"data":[[30,true,"cook",9007199254740993,"no"],[45,false,"clerk",9007199254740992,"yes"]]}"""
    )]
    [TestCase(
        """{"age":[30,45],"active":[true,false],"job":["cook","clerk"],"user":[9007199254740993,9007199254740992],"y":["no","yes"],"more":[{},null]}"""
    )]
    [TestCase(
        """{"first":{"age":30,"active":true,"job":"cook","user":9007199254740993,"y":"no"},"second":{"age":45,"active":false,"job":"clerk","user":9007199254740992,"y":"yes"}}"""
    )]
    [TestCase(
        """{"schema":{"fields":[{"name":"age"}]},"data":[{"age":30,"active":true,"job":"cook","user":9007199254740993,"y":"no"},{"age":45,"active":false,"job":"clerk","user":9007199254740992,"y":"yes"}],"version":"1.4"}"""
    )]
    public void Records_lines_and_frames_give_the_same_table(string text)
    {
        _scratch.Write("people.json", text);

        Dataset people = People.Load(_scratch.Folders);

        Expect.Consistent(people);
        Assert.That(people.FeatureNames, Is.EqualTo(["age", "active", "job=clerk", "job=cook"]));
        Assert.That(people.Features, Is.EqualTo([30f, 1, 0, 1, 45, 0, 1, 0]));
        Assert.That(people.Labels, Is.EqualTo([0, 1]));
        Assert.That(people.GroupNames, Is.EqualTo(["9007199254740992", "9007199254740993"]));
        Assert.That(new Condition("user = '9007199254740993'").Of(people), Is.EqualTo([true, false]));
    }

    [Test]
    public void Bytes_are_utf_8_or_utf_16_with_a_mark_and_never_replaced()
    {
        const string Text = """[{"x":1,"y":"ä"},{"x":2,"y":"ö"}]""";
        var file = new JsonFile { Path = "people.json", Label = "y" };
        _scratch.Write("people.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)]);
        Assert.That(file.Load(_scratch.Folders).ClassNames, Is.EqualTo(["ä", "ö"]));

        _scratch.Write("people.json", Encoding.Latin1.GetBytes(Text.Replace("},", "},\n", StringComparison.Ordinal)));
        Expect.Error(() => file.Load(_scratch.Folders), "people.json(1): ", "the byte e4 is no UTF-8");
        _scratch.Write("people.json", Encoding.Latin1.GetBytes("{\"x\":1,\"y\":\"a\"}\n{\"x\":2,\"y\":\"ö\"}\n"));
        Expect.Error(() => file.Load(_scratch.Folders), "people.json(2): column 13: the byte f6 is no UTF-8");
    }

    [TestCase("u = 103", new[] { 2 })]
    [TestCase("u = '103'", new[] { 2 })]
    [TestCase("u > 101", new[] { 1, 2 })]
    [TestCase("paid = true", new[] { 0, 2 })]
    [TestCase("paid = 'TRUE' and u != 103", new[] { 0 })]
    [TestCase("paid = 1", new[] { 0, 2 })]
    [TestCase("member = True", new[] { 1, 2 })]
    [TestCase("label = TRUE", new[] { 0, 1 })]
    public void Numbers_and_truth_values_are_compared_however_they_are_written(string condition, int[] expected)
    {
        _scratch.Write(
            "people.json",
            """[{"x":1,"u":100,"paid":true,"member":"no","y":true},{"x":2,"u":102,"paid":false,"member":"TRUE","y":true},{"x":3,"u":103,"paid":true,"member":"TRUE","y":false}]"""
        );
        Dataset people = new JsonFile
        {
            Path = "people.json",
            Label = "y",
            Numeric = ["x"],
            QueryOnly = ["paid", "member"],
            Group = "u",
        }.Load(_scratch.Folders);

        bool[] meets = new Condition(condition).Of(people);

        Assert.That(Enumerable.Range(0, 3).Where(point => meets[point]), Is.EqualTo(expected));
        Assert.That(people.GroupNames, Is.EqualTo(["100", "102", "103"]));
    }

    [Test]
    public void Groups_whose_names_are_one_number_stay_apart()
    {
        _scratch.Write("people.json", """[{"x":1,"u":"7","y":0},{"x":2,"u":"007","y":1}]""");
        Dataset people = new JsonFile
        {
            Path = "people.json",
            Label = "y",
            Numeric = ["x"],
            Group = "u",
        }.Load(_scratch.Folders);

        Assert.That(new Condition("u = '007'").Of(people), Is.EqualTo([false, true]));
    }

    [Test]
    public void A_key_that_a_record_lacks_and_null_are_missing()
    {
        _scratch.Write("people.json", """[{"x":1,"y":"a"},{"x":null,"y":"b"},{"y":"a"}]""");
        var file = new JsonFile { Path = "people.json", Label = "y" };

        Expect.Error(() => file.Load(_scratch.Folders), "people.json(2): ", "column 'x' is missing");
        Assert.That((file with { Missing = MissingValues.Drop }).Load(_scratch.Folders).Count, Is.EqualTo(1));
    }

    [TestCase("3", "a list of records is right")]
    [TestCase("""{"x":[1,2],"y":["a"]}""", "this object is no table")]
    [TestCase("""{"x":[[1],[2]],"y":["a","b"]}""", "this object is no table")]
    [TestCase("[1]", "(1): this record is no object")]
    [TestCase("""[{"x":1,"y":"a","x":2}]""", "(1): the record has the key 'x' twice")]
    [TestCase("""[{"x":[1],"y":"a"}]""", "'x' holds a list")]
    [TestCase("{\"x\":1,\"y\":\"a\"}\n{\"x\":", "(2): this is no JSON")]
    [TestCase("""{"columns":["x","y"],"data":[[1]]}""", "row 1 of `data`")]
    public void What_is_no_table_is_an_error(string text, string expected)
    {
        _scratch.Write("people.json", text);

        Expect.Error(
            () => new JsonFile { Path = "people.json", Label = "y" }.Load(_scratch.Folders),
            "people.json",
            expected
        );
    }

    [Test]
    public void A_record_of_many_keys_among_empty_ones_takes_no_time()
    {
        string keys = string.Join(",", Enumerable.Range(0, 3000).Select(static key => $"\"k{key}\":1"));
        _scratch.Write("people.json", $"[{{{keys}}}{string.Concat(Enumerable.Repeat(",{}", 3000))}]");

        Expect.Error(
            () => new JsonFile { Path = "people.json", Label = "k1" }.Load(_scratch.Folders),
            "3001 records of 3000 keys are almost empty"
        );
    }
}
