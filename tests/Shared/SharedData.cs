namespace Unlearn.Tests;

/// <summary>Real data beside the checkout. Tests that need it are skipped with a reason where it is absent.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder under the shared folder; skips the test when it is not there.</summary>
    public static string Path(params string[] parts)
    {
        string? root = Environment.GetEnvironmentVariable("UNLEARN_SHARED") is { Length: > 0 } given ? given : Find();
        if (root is null)
        {
            Assert.Ignore(
                "The folder `shared` with real data is not beside the checkout (UNLEARN_SHARED names another)."
            );
        }

        string path = System.IO.Path.Combine([root!, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Ignore($"{path} does not exist.");
        }

        return path;
    }

    private static string? Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = System.IO.Path.Combine(at.FullName, "shared");
            if (File.Exists(System.IO.Path.Combine(candidate, "DESIGN.md")))
            {
                return candidate;
            }
        }

        return null;
    }
}
