namespace Unlearn.Generators.Tests.Harness;

/// <summary>Committed outputs that a reviewer reads.</summary>
internal static class Golden
{
    /// <summary>Compares with the committed file; the actual text is left beside the test for a deliberate update.</summary>
    public static void Check(string name, string actual)
    {
        string expected = ToyWorld.Resource($"golden/{name}");
        if (expected != actual)
        {
            string left = Path.Combine(AppContext.BaseDirectory, $"actual-{name}");
            File.WriteAllText(left, actual);
            Assert.That(actual, Is.EqualTo(expected), $"If the change is meant, copy {left} to Golden/{name}.");
        }
    }
}
