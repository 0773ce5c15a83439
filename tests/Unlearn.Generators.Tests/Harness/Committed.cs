namespace Unlearn.Generators.Tests.Harness;

/// <summary>Files under <c>docs</c> that are generated and committed.</summary>
internal static class Committed
{
    /// <summary>Set to 1 to write the files instead of comparing them.</summary>
    private const string Update = "UNLEARN_UPDATE_DOCS";

    public static void Check(string name, string actual)
    {
        string path = Path.Combine(Checkout.Root, "docs", name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"Run this test with {Update}=1 to write docs/{name}.");
    }
}
