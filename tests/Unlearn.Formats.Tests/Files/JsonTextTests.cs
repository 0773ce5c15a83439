using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

public sealed class JsonTextTests
{
    [TestCase("{\n\"a\": [1,]}", "(2): this is no JSON at byte 9 of the line", "a trailing comma at the end.")]
    [TestCase("{\"a\": NaN}", "(1): this is no JSON at byte 7 of the line", "NaN")]
    [TestCase("", "this is no JSON", "")]
    [TestCase("{\"a\": 1, \"b\": {\"a\": 2, \"a\": 3}}", "this is no JSON", "'a'")]
    public void What_is_no_JSON_is_told_with_its_place_and_without_advice_to_programmers(
        string content,
        string place,
        string words
    )
    {
        using var scratch = new Scratch();
        string file = scratch.Write("a.json", content);
        InputException error = Expect.Error(
            () => JsonText.Read(file, 1000, static root => root.ToString()),
            place,
            words
        );

        Assert.That(error.Message, Does.Not.Contain("LineNumber").And.Not.Contain("options").And.Not.Contain("Path:"));
    }
}
