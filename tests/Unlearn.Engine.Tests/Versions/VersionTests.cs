using System.Text.Json;

namespace Unlearn.Engine.Tests.Versions;

/// <summary>
/// Store keys hold versions, not code: whoever changes what a method, an attack or the trainer gives raises its version, or
/// stores would go on serving the old numbers. What each gave is in <c>references.json</c>; <c>UNLEARN_UPDATE_REFERENCES=1</c>
/// writes what they give now, and refuses to while a version is the same and its numbers are not.
/// </summary>
[Category("Slow")]
public sealed class VersionTests
{
    private const string UpdateVariable = "UNLEARN_UPDATE_REFERENCES";
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static string FilePath => Checkout.Path("tests", "Unlearn.Engine.Tests", "Versions", "references.json");

    [Test]
    public async Task Whoever_changes_what_a_component_gives_raises_its_version()
    {
        using var folder = new TemporaryFolder();
        SortedDictionary<string, Reference> now = await ReferenceRuns.ComputeAsync(folder);
        SortedDictionary<string, Reference> kept = File.Exists(FilePath) ? Read() : [];
        Assert.That(
            now.Where(static one => one.Value.Numbers.Count == 0).Select(static one => one.Key),
            Is.Empty,
            "gives no number in any of the reference experiments: a change would go unseen"
        );
        string[] unraised =
        [
            .. now.Where(one =>
                    kept.TryGetValue(one.Key, out Reference? old)
                    && old.Version == one.Value.Version
                    && !old.Gives(one.Value)
                )
                .Select(static one => one.Key),
        ];
        Assert.That(unraised, Is.Empty, "gives other numbers than before under the same version: raise it");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(FilePath, JsonSerializer.Serialize(now, Readable) + "\n");
            return;
        }

        Assert.That(
            kept.Select(static one => $"{one.Key} {one.Value.Version}"),
            Is.EquivalentTo(now.Select(static one => $"{one.Key} {one.Value.Version}")),
            $"components or versions are new: run this test once with {UpdateVariable}=1 and commit references.json"
        );
    }

    [Test]
    public void Numbers_that_differ_by_more_than_rounding_are_other_numbers()
    {
        var reference = new Reference("1", [0.5, double.PositiveInfinity, 1e6]);
        Assert.That(
            reference.Gives(reference with { Numbers = [0.5 + 1e-6, double.PositiveInfinity, 1e6 + 1] }),
            Is.True
        );
        Assert.That(reference.Gives(reference with { Numbers = [0.501, double.PositiveInfinity, 1e6] }), Is.False);
        Assert.That(reference.Gives(reference with { Numbers = [0.5, double.PositiveInfinity] }), Is.False);
        Assert.That(reference.Gives(reference with { Numbers = [0.5, 1, 1e6] }), Is.False);
    }

    private static SortedDictionary<string, Reference> Read() =>
        JsonSerializer.Deserialize<SortedDictionary<string, Reference>>(File.ReadAllText(FilePath), Readable)!;
}
