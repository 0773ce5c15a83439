using System.Text.Json;
using Unlearn.Generators.Schema;
using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests.Schema;

public class ManifestSchemaTests
{
    [Test]
    public void The_committed_schema_is_up_to_date() =>
        Committed.Check("manifest.schema.json", ManifestSchema.Write(RealWorld.Compilation()));

    [Test]
    public void The_schema_is_json_whose_references_all_resolve()
    {
        using JsonDocument schema = JsonDocument.Parse(ManifestSchema.Write(ToyWorld.Compilation()));
        JsonElement root = schema.RootElement;

        Assert.That(root.GetProperty("$schema").GetString(), Is.EqualTo("http://json-schema.org/draft-07/schema#"));
        Assert.That(
            root.GetProperty("required").EnumerateArray().Select(item => item.GetString()),
            Is.EqualTo(new[] { "experiment", "datasets", "forget", "methods" })
        );
        string[] defined =
        [
            .. root.GetProperty("definitions").EnumerateObject().Select(item => "#/definitions/" + item.Name),
        ];
        Assert.That(defined, Is.Unique);
        Assert.That(References(root).Distinct(), Is.Not.Empty.And.SubsetOf(defined));
    }

    [Test]
    public void Ranges_patterns_counts_and_values_are_stated()
    {
        using JsonDocument schema = JsonDocument.Parse(ManifestSchema.Write(ToyWorld.Compilation()));
        JsonElement mlp = schema
            .RootElement.GetProperty("definitions")
            .GetProperty("model.mlp")
            .GetProperty("properties");

        Assert.That(mlp.GetProperty("hidden").GetProperty("maxItems").GetInt32(), Is.EqualTo(3));
        Assert.That(
            mlp.GetProperty("hidden").GetProperty("items").GetProperty("maximum").GetInt32(),
            Is.EqualTo(65536)
        );
        Assert.That(mlp.GetProperty("activation").GetProperty("enum")[1].GetString(), Is.EqualTo("tanh"));
        Assert.That(
            schema.RootElement.GetProperty("properties").GetProperty("experiment").GetProperty("pattern").GetString(),
            Does.StartWith("^[A-Za-z0-9]")
        );
    }

    private static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(item => item.Name == "$ref" ? [item.Value.GetString()!] : References(item.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
}
