using System.Runtime.CompilerServices;

namespace Unlearn.Reporting.Tests.Snapshots;

/// <summary>
/// Compares text with a committed file. After a wanted change run the tests once with <c>UNLEARN_UPDATE_SNAPSHOTS=1</c>
/// and read the difference before committing it.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        if (Environment.GetEnvironmentVariable("UNLEARN_UPDATE_SNAPSHOTS") == "1")
        {
            string folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "Snapshots"));
            File.WriteAllText(Path.Combine(folder, name), actual);
            return;
        }

        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", name));
        Assert.That(actual, Is.EqualTo(expected), $"{name} differs from the committed snapshot.");
    }
}
