using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Lineage;

namespace Unlearn.Engine.Tests.Lineage;

/// <summary>Requests in files of their own.</summary>
public sealed class DeletionRequestFileTests
{
    private static DeletionRequest Read(string json)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "request.json");
        File.WriteAllText(path, json);
        return DeletionRequestFile.Read(path);
    }

    [Test]
    public void A_request_is_read() =>
        Assert.That(
            Read("""{ "id": "R-17", "askedBy": "a customer", "received": "2026-11-30" }"""),
            Is.EqualTo(
                new DeletionRequest
                {
                    Id = "R-17",
                    AskedBy = "a customer",
                    Received = "2026-11-30",
                }
            )
        );

    [TestCase("""{ "askedBy": "a customer" }""", "id")]
    [TestCase("""{ "id": "R-17", "recieved": "2026-11-30" }""", "recieved")]
    [TestCase("""{ "id": "R-17", "received": "2026-02-30" }""", "2026-02-30")]
    [TestCase("""{ "id": "R-17", "retrainBy": "soon" }""", "retrainBy")]
    [TestCase("""{ "id": "R-17", "askedBy": ["x"] }""", "`askedBy` does not")]
    [TestCase("""{ "id": "R-17", "id": "R-18" }""", "request")]
    [TestCase("[]", "request")]
    [TestCase("null", "request")]
    [TestCase("", "request")]
    public void What_is_none_is_said_in_words(string json, string words) =>
        Assert.That(
            () => Read(json),
            Throws.TypeOf<InputException>().With.Message.Contains(words).And.Message.Not.Contains("Unlearn.")
        );
}
