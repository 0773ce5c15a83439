using System.Diagnostics;

namespace Unlearn.Tests;

/// <summary>This very test program, started again for one of its tests: a process whose death, memory or first load is looked at.</summary>
internal static class TestProcess
{
    /// <summary>Starts it; its standard output has to be read.</summary>
    /// <param name="fixture">The class of the test.</param>
    /// <param name="test">The test's method.</param>
    /// <param name="results">Folder for the files of the test platform.</param>
    /// <param name="environment">Variables on top of those of this process; null takes one away.</param>
    public static Process Start(
        Type fixture,
        string test,
        string results,
        IReadOnlyDictionary<string, string?> environment
    )
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(fixture.Assembly.Location);
        }

        start.ArgumentList.Add("--filter");
        start.ArgumentList.Add($"FullyQualifiedName={fixture.FullName}.{test}");
        start.ArgumentList.Add("--progress");
        start.ArgumentList.Add("off");
        start.ArgumentList.Add("--results-directory");
        start.ArgumentList.Add(results);
        // Else it takes itself for the child of `dotnet test` that this process is.
        start.Environment.Remove("TESTINGPLATFORM_DOTNETTEST_EXECUTIONID");
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
