using Unlearn.Generators.Schema;
using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests.Schema;

public class ManifestReferenceTests
{
    [Test]
    public void The_committed_reference_is_up_to_date() =>
        Committed.Check("manifest.md", ManifestReference.Write(RealWorld.Compilation()));

    [Test]
    public void Options_stand_with_their_values_and_rules()
    {
        string text = ManifestReference.Write(ToyWorld.Compilation());

        Assert.That(
            text,
            Does.Contain("| `steps` | a whole number, at least 1 and at most 1000; tuned over 5 to 50 |")
        );
        Assert.That(text, Does.Contain("| `label` | a whole number, at least 0 and at most 9 |  **Required.** |"));
        Assert.That(text, Does.Contain("Exactly one of `count`, `fraction` is given."));
        Assert.That(text, Does.Contain("Serves only `class`: its noise is made for one class."));
        Assert.That(text, Does.Contain("Cannot be combined with `mlp` with `hidden`: it follows the default."));
        Assert.That(text, Does.Contain("Cannot be combined with `digits` without `path`.\n"));
        Assert.That(text, Does.Contain("`start: on-the-line` cannot be combined with `mlp`: it has a line."));
    }
}
