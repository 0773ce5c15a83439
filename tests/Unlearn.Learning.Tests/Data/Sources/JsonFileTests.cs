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
    public void A_key_that_a_record_lacks_and_null_are_missing()
    {
        _scratch.Write("people.json", """[{"x":1,"y":"a"},{"x":null,"y":"b"},{"y":"a"}]""");
        var file = new JsonFile { Path = "people.json", Label = "y" };

        Expect.Error(() => file.Load(_scratch.Folders), "people.json(2): ", "column 'x' is missing");
        Assert.That((file with { Missing = MissingValues.Drop }).Load(_scratch.Folders).Count, Is.EqualTo(1));
    }

    [TestCase("3", "a list of records is right")]
    [TestCase("[1]", "(1): this record is no object")]
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
}
